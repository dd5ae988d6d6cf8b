package dev.certsend.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, which the library keeps to itself: without Nagle's delay, since a letter's last, short segment must
 * not wait for the relay's delayed acknowledgement, and with a patience that can change.
 */
final class SwiftSockets extends SocketFactory {

    private @Nullable Socket made;

    /** Takes the socket for the one of this connection. */
    <S extends Socket> S swift(S socket) throws SocketException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        made = socket;
        return socket;
    }

    /** How long each read may wait from now on; holds for encryption on top of the socket too. */
    void allow(Duration patience) throws SocketException {
        if (made != null && !made.isClosed()) {
            made.setSoTimeout(Math.toIntExact(patience.toMillis()));
        }
    }

    @Override
    public Socket createSocket() throws SocketException {
        return swift(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return swift(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return swift(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return swift(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return swift(new Socket(host, port, local, localPort));
    }
}
