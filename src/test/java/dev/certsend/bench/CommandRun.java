package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the program, run to its end.
 *
 * @param megabytes the most it had resident
 */
record CommandRun(int exit, double seconds, long megabytes) {

    static CommandRun of(List<String> mainAndArguments, Map<String, String> environment, Path log) {
        long began = System.nanoTime();
        try {
            Process process = Jvm.start(mainAndArguments, environment, log);
            long most = 0;
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, Jvm.megabytes(process, "VmHWM"));
            }
            return new CommandRun(process.exitValue(), (System.nanoTime() - began) / 1e9, most);
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
