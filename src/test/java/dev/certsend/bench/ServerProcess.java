package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a JVM of its own, with the JVM options of the {@code Procfile}. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final double readyMillis;

    private ServerProcess(Process process, int port, double readyMillis) {
        this.process = process;
        this.port = port;
        this.readyMillis = readyMillis;
    }

    /** Starts it and waits until {@code /readyz} says 200. Its output goes to a file. */
    static ServerProcess start(List<String> mainAndArguments, Map<String, String> environment, Path log) {
        int port = freePort();
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PORT", Integer.toString(port));
        variables.put("PUBLIC_URL", "http://localhost:" + port);
        try {
            long began = System.nanoTime();
            Process process = Jvm.start(mainAndArguments, variables, log);
            awaitReady(process, port, log);
            return new ServerProcess(process, port, (System.nanoTime() - began) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM", e);
        }
    }

    int port() {
        return port;
    }

    /** From starting the process to its first 200 of {@code /readyz}. */
    double readyMillis() {
        return readyMillis;
    }

    /** CPU time of the process so far, in steps of 10 ms. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    long residentMegabytes() {
        return Jvm.megabytes(process, "VmRSS");
    }

    /** What lives in its heap after a full collection. */
    double heapMegabytes() {
        return Jvm.heapMegabytes(process);
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

    private static void awaitReady(Process process, int port, Path log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not get ready, see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean isReady(int port) {
        try {
            URL url = URI.create("http://localhost:" + port + "/readyz").toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setReadTimeout((int) PATIENCE.toMillis());
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}
