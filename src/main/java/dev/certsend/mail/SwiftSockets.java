package dev.certsend.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of all connections: without Nagle's delay, since a letter's last, short segment must not wait for the relay's
 * delayed acknowledgement. The library keeps them to itself; who connects learns here which one became theirs.
 */
final class SwiftSockets extends SocketFactory {

    private static final ThreadLocal<@Nullable Socket> MADE = new ThreadLocal<>();

    /** Takes the socket for the one of the connection that this thread makes. */
    <S extends Socket> S swift(S socket) throws SocketException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        MADE.set(socket);
        return socket;
    }

    /** The socket this thread made last, told once; null if it made none. */
    @Nullable
    Socket made() {
        Socket last = MADE.get();
        MADE.remove();
        return last;
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
