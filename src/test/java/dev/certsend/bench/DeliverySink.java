package dev.certsend.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server that takes everything and, unlike {@code smtp-sink}, knows when each letter was there and how long it was. */
final class DeliverySink implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, Taken> letters = new ConcurrentHashMap<>();

    /**
     * A letter.
     *
     * @param atNanos when its last line was there, by {@code System.nanoTime}
     * @param bytes of the letter without its envelope
     * @param times how often it came; the rest is of the first time
     */
    record Taken(long atNanos, int bytes, int times) {}

    DeliverySink() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        background(this::accept);
    }

    String smtpUrl(int connections) {
        return "smtp://localhost:" + server.getLocalPort() + "?tls=off&connections=" + connections;
    }

    /** What came for this address; empty so far. */
    Optional<Taken> taken(String recipient) {
        return Optional.ofNullable(letters.get(recipient));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                background(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 32_768);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            say(out, "220 localhost ESMTP\r\n");
            String recipient = "";
            while (true) {
                if (in.available() == 0) {
                    out.flush();
                }
                String line = HttpLines.line(in);
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(out, "250-localhost\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(out, "250 2.1.5 Ok\r\n");
                    }
                    case "DATA" -> take(recipient, in, out);
                    case "QUIT" -> {
                        say(out, "221 2.0.0 Bye\r\n");
                        out.flush();
                        return;
                    }
                    default -> say(out, "250 2.0.0 Ok\r\n");
                }
            }
        } catch (IOException e) {
            // The program let go of the connection.
        }
    }

    private void take(String recipient, InputStream in, OutputStream out) throws IOException {
        say(out, "354 Go on\r\n");
        out.flush();
        int bytes = lengthOfLetter(in);
        Taken taken = new Taken(System.nanoTime(), bytes, 1);
        letters.merge(recipient, taken, (first, again) -> new Taken(first.atNanos, first.bytes, first.times + 1));
        say(out, "250 2.0.0 Ok\r\n");
    }

    /** Reads up to and with the line that is a dot. */
    private static int lengthOfLetter(InputStream in) throws IOException {
        int bytes = 0;
        // As if a line had just ended.
        int last = '\r' << 8 | '\n';
        int end = '\r' << 24 | '\n' << 16 | '.' << 8 | '\r';
        while (true) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("the connection ended");
            }
            if (last == end && read == '\n') {
                return bytes - 2;
            }
            bytes++;
            last = last << 8 | read;
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write(reply.getBytes(StandardCharsets.US_ASCII));
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "delivery-sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
