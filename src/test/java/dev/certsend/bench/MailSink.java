package dev.certsend.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail server of the benchmark, and how many letters it says to have got. */
final class MailSink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern COUNT = Pattern.compile("mesg=([0-9]+)\\r");
    private static final int LAST_BYTES = 200;

    private final Process process;
    private final int port;
    private final Path counted;

    MailSink(MailPostfix postfix, Path logs) throws IOException {
        port = freePort();
        counted = logs.resolve("smtp-sink.out");
        process = postfix.sink(port, counted);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!greets()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("smtp-sink does not start, see " + counted + ".err");
            }
            pause(10);
        }
    }

    int port() {
        return port;
    }

    /** So far; what it writes down last is what holds. */
    long letters() {
        try (RandomAccessFile file = new RandomAccessFile(counted.toFile(), "r")) {
            byte[] last = new byte[(int) Math.min(LAST_BYTES, file.length())];
            file.seek(file.length() - last.length);
            file.readFully(last);
            Matcher counts = COUNT.matcher(new String(last, StandardCharsets.US_ASCII));
            long letters = 0;
            while (counts.find()) {
                letters = Long.parseLong(counts.group(1));
            }
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException("no counts of smtp-sink", e);
        }
    }

    /** What it comes to when nothing more arrives. A greeting shows that the server had its time to read what there was. */
    long settledLetters() {
        long before;
        long now = letters();
        do {
            before = now;
            for (int i = 0; i < 3; i++) {
                pause(50);
                greets();
            }
            now = letters();
        } while (now != before);
        return now;
    }

    @Override
    public void close() {
        MailPostfix.end(process);
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
