package dev.certsend.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Sockets without Nagle's delay: a letter's last, short segment must not wait for the relay's delayed acknowledgement. */
final class SwiftSockets extends SocketFactory {

    static <S extends Socket> S swift(S socket) throws SocketException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        return socket;
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
