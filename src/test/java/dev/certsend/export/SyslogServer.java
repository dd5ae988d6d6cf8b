package dev.certsend.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reads messages framed by octet counting, and keeps those of connections that came to their end. */
final class SyslogServer implements AutoCloseable {
    private final ServerSocket door;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger dyingAfter = new AtomicInteger(Integer.MAX_VALUE);

    /** @param tls null for none */
    SyslogServer(@Nullable SSLContext tls) {
        try {
            InetAddress here = InetAddress.getByName("localhost");
            door = tls == null
                    ? new ServerSocket(0, 5, here)
                    : tls.getServerSocketFactory().createServerSocket(0, 5, here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "syslog-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    List<String> messages() {
        return messages;
    }

    /** The next connection is reset after so many messages, all of which are kept. */
    void dieAfter(int count) {
        dyingAfter.set(count);
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket connection = door.accept()) {
                if (!read(connection, dyingAfter.getAndSet(Integer.MAX_VALUE))) {
                    connection.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                continue;
            }
        }
    }

    private boolean read(Socket connection, int most) throws IOException {
        InputStream in = connection.getInputStream();
        for (int count = 0; count < most; count++) {
            String message = message(in);
            if (message == null) {
                return true;
            }
            messages.add(message);
        }
        return false;
    }

    private static @Nullable String message(InputStream in) throws IOException {
        ByteArrayOutputStream count = new ByteArrayOutputStream();
        for (int each = in.read(); each != ' '; each = in.read()) {
            if (each < 0) {
                return null;
            }
            count.write(each);
        }
        int length = Integer.parseInt(count.toString(StandardCharsets.US_ASCII));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a message was cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What stands between blanks in each message, from 0. */
    List<String> part(int number) {
        List<String> parts = new ArrayList<>();
        messages.forEach(message -> parts.add(message.split(" ", -1)[number]));
        return parts;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
