package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code serve worker} in a JVM of its own, with the JVM options of the {@code Procfile}; nobody waits before a letter leaves. */
final class DeliveryWorker implements AutoCloseable {
    private static final String WORKING = " working\n";

    private final Process process;

    /** Starts it and waits until it says that it works. Its output goes to a file of its own in the folder. */
    DeliveryWorker(Surroundings around, String smtpUrl, Path logs) {
        Map<String, String> environment = new HashMap<>(around.environment());
        environment.put("PUBLIC_URL", "http://localhost");
        environment.put("SMTP_URL", smtpUrl);
        environment.put("SEND_DELAY", "0s");
        try {
            Path log = Files.createTempFile(logs, "worker", ".log");
            process = Jvm.start(List.of("dev.certsend.Main", "serve", "worker"), environment, log);
            // Nothing is left behind by a run that somebody ends.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            DeliverySamples.await("the worker, see " + log, () -> says(log));
        } catch (IOException e) {
            throw new UncheckedIOException("no worker", e);
        }
    }

    /** CPU time of the process so far, in steps of 10 ms. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    /** Stops it where it is, or lets it go on. */
    void pause(boolean paused) {
        try {
            int exit = new ProcessBuilder("kill", paused ? "-STOP" : "-CONT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the worker has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no kill", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean says(Path log) {
        try {
            return Files.readString(log).contains(WORKING);
        } catch (IOException e) {
            throw new UncheckedIOException("no log", e);
        }
    }
}
