package dev.certsend.story;

import dev.certsend.playground.mail.LocalMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before the mail server, lets everything through, and keeps what the program said to it. */
final class Wiretap implements AutoCloseable {
    private final LocalMail mail;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();

    Wiretap(LocalMail mail) {
        this.mail = mail;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** What {@code SMTP_URL} is to be. */
    String smtpUrl() {
        return "smtp://localhost:" + server.getLocalPort() + "?tls=off";
    }

    /** Every line said that begins so, connection by connection, in UTF-8. */
    List<String> said(String begin) {
        return said.stream()
                .flatMap(bytes -> bytes.toString(StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith(begin))
                .toList();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket program = server.accept();
            Socket relay = new Socket(InetAddress.getLoopbackAddress(), mail.port());
            sockets.addAll(List.of(program, relay));
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            said.add(kept);
            start(() -> passOn(program, relay, kept));
            start(() -> passOn(relay, program, OutputStream.nullOutputStream()));
        }
    }

    private static void passOn(Socket from, Socket to, OutputStream kept) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                kept.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException goneOrClosed) {
                        // One side left, or the story is over.
                    }
                },
                "wiretap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
