package dev.certsend.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A worker that sleeps too long, one with another time, one that is asked to stop. */
final class ProcessFaults {
    private static final int PATIENCE = 150;
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final String LIBRARY = "libfaketime.so.1";

    private ProcessFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("SIGSTOP for longer than the lease", ProcessFaults::frozen)
                        .patient(),
                Fault.of("SIGTERM", ProcessFaults::drained),
                Fault.of("clock +1 h", run -> clock(run, "+3600s")),
                Fault.of("clock -1 h", run -> clock(run, "-3600s")));
    }

    /** Its letters are taken while it sleeps; when it wakes and reads so, they are no longer its. */
    private static void frozen(Run run) {
        run.sink().faults().shut(SmtpPoint.DOT);
        run.take(24);
        WorkerProcess sleeper = run.worker();
        Until.holds("its letters wait", 60, () -> run.sink().faults().waiting() >= Run.CONNECTIONS);
        sleeper.freeze();
        run.cut(1);
        run.endLeases();
        run.worker().says("working");
        run.sink().faults().open();
        run.settle(PATIENCE);
        sleeper.thaw();
        run.settle(PATIENCE);
        // It has seen that it slept when it ends without a word of any letter.
        run.promise(sleeper.terminate(DRAIN), "SIGTERM: the woken worker did not end within 30 s");
    }

    private static void drained(Run run) {
        List<WorkerProcess> both = run.twoAtWork(run.scale().cut());
        Threads.last(Duration.ofMillis(run.random().nextInt(1_000)));
        for (WorkerProcess each : both) {
            run.promise(each.terminate(DRAIN), "SIGTERM: a worker did not end within 30 s");
        }
        run.worker();
        run.worker();
        run.settle(PATIENCE);
    }

    private static void clock(Run run, String offset) throws Fault.Skipped {
        String library = faketime()
                .orElseThrow(() ->
                        new Fault.Skipped("needs Debian's package faketime, or -Dfaults.faketime=/path/to/" + LIBRARY));
        Map<String, String> other =
                Map.of("LD_PRELOAD", library, "FAKETIME", offset, "FAKETIME_DONT_FAKE_MONOTONIC", "1");
        run.worker(other).says("working");
        run.worker().says("working");
        run.takeFor(run.scale().cut());
        run.settle(PATIENCE);
    }

    private static Optional<String> faketime() {
        String named = System.getProperty("faults.faketime");
        if (named != null) {
            return Optional.of(named);
        }
        try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
            return architectures
                    .map(each -> each.resolve("faketime").resolve(LIBRARY))
                    .filter(Files::exists)
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
