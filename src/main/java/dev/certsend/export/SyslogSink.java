package dev.certsend.export;

import dev.certsend.mail.PrivateTrust;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A syslog server. Syslog has no answer, and what the network took may still be lost with the server. So every batch
 * has a connection of its own, which is closed in order: the server's end of the stream comes after it has read ours (RFC 5425, section
 * 4.4), and one that dies with something unread has the connection reset.
 */
final class SyslogSink implements Sink {
    private static final int PATIENCE = (int) Duration.ofSeconds(10).toMillis();

    private final Target.Syslog server;
    private final SSLSocketFactory sockets;
    private volatile @Nullable Socket current;

    SyslogSink(Target.Syslog server) {
        this.server = server;
        sockets = PrivateTrust.sockets(server.trusted());
    }

    @Override
    public void take(Batch batch) throws IOException {
        try (Socket plain = new Socket()) {
            current = plain;
            plain.setSoTimeout(PATIENCE);
            plain.connect(new InetSocketAddress(server.host(), server.port()), PATIENCE);
            if (server.isPlain()) {
                send(plain, batch);
                return;
            }
            try (SSLSocket tls = (SSLSocket) sockets.createSocket(plain, server.host(), server.port(), true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                send(tls, batch);
            }
        } finally {
            current = null;
        }
    }

    private static void send(Socket socket, Batch batch) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 15);
        for (Batch.Line line : batch.lines()) {
            out.write(SyslogMessage.frame(line));
        }
        out.flush();
        socket.shutdownOutput();
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new IOException("it does not close its end of a connection that was closed in order", e);
        }
    }

    @Override
    public void close() {
        Socket open = current;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return;
            }
        }
    }
}
