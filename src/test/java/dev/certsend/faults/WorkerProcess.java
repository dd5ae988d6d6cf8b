package dev.certsend.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program in a JVM of its own, with the options of the {@code Procfile}; its output goes to a file. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private boolean told;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** {@code serve worker}. */
    static WorkerProcess start(Map<String, String> environment, Path log) {
        return start(List.of("dev.certsend.Main", "serve", "worker"), environment, log);
    }

    static WorkerProcess start(List<String> mainAndArguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx160m",
                // A start is no part of any fault, and there are hundreds of them.
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath()));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new WorkerProcess(Owned.start(builder), log);
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM", e);
        }
    }

    /** Waits until its log has these words. */
    WorkerProcess says(String words) {
        Until.holds("'" + words + "' stands in " + log, 120, () -> Files.readString(log)
                .contains(words));
        return this;
    }

    /** Whether it ended without being told to, which no fault of ours explains. */
    boolean endedByItself() {
        return !told && !process.isAlive();
    }

    Path log() {
        return log;
    }

    /** kill -9. */
    void kill() {
        close();
    }

    /** SIGSTOP: it neither runs nor ends. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    /** SIGTERM; whether it ended by itself in that time. */
    boolean terminate(Duration patience) {
        told = true;
        process.destroy();
        return awaitEnd(patience);
    }

    @Override
    public void close() {
        told = true;
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    private boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Inside Maven's JVM the project's class path is that of a class loader, or of the tests' runner. */
    private static String classPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader instanceof URLClassLoader urls && urls.getURLs().length > 0) {
            return Arrays.stream(urls.getURLs())
                    .map(WorkerProcess::file)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
