package dev.certsend.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Every process that the rig started, so that none outlives it, however it ends. */
final class Owned {
    private static final Set<ProcessHandle> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Owned::end, "end-of-rig"));
    }

    private Owned() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        STARTED.add(process.toHandle());
        return process;
    }

    private static void end() {
        STARTED.stream()
                .filter(ProcessHandle::isAlive)
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
