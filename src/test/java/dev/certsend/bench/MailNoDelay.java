package dev.certsend.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets without Nagle's delay for the rival. Without them it is asleep most of the time: the last, short segment of a letter over
 * 8 kB waits up to 40 ms for the server's delayed acknowledgement, and four connections carry about 80 letters a second.
 */
public final class MailNoDelay extends SocketFactory {

    /** What Jakarta Mail calls on the class it is told of. */
    public static SocketFactory getDefault() {
        return new MailNoDelay();
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

    private static Socket swift(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
