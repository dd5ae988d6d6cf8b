package dev.certsend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mail server that counts every letter and fails on demand. It lives in the matrix's own JVM, which nobody kills. */
final class CountingSink implements AutoCloseable {
    private final Letters letters = new Letters();
    private final SinkFaults faults;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;
    private int port;
    private int left = Integer.MAX_VALUE;

    CountingSink(long seed) {
        faults = new SinkFaults(seed);
        up();
    }

    int port() {
        return port;
    }

    Letters letters() {
        return letters;
    }

    SinkFaults faults() {
        return faults;
    }

    /** Nobody listens any more, and every conversation is cut off. */
    synchronized void down() {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
            open.forEach(CuttableProxy::reset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code -n}: takes so many connections more, and is down then. */
    synchronized void downAfter(int connections) {
        left = connections;
    }

    synchronized boolean isUp() {
        return server != null;
    }

    /** Listens again, at the same port. */
    synchronized void up() {
        if (server != null) {
            return;
        }
        left = Integer.MAX_VALUE;
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            port = listening.getLocalPort();
            server = listening;
            Threads.start("sink", () -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException("the sink can't listen", e);
        }
    }

    private void accept(ServerSocket listening) throws IOException {
        while (!listening.isClosed()) {
            Socket socket = listening.accept();
            if (takes(listening, socket)) {
                socket.setTcpNoDelay(true);
                Threads.start("sink-talk", () -> talk(socket));
            } else {
                CuttableProxy.reset(socket);
            }
        }
    }

    /** A thread that waits in accept may still get one when the listening socket is closed already. */
    private synchronized boolean takes(ServerSocket listening, Socket socket) {
        if (server != listening) {
            return false;
        }
        if (left-- <= 0) {
            down();
            return false;
        }
        return open.add(socket);
    }

    private void talk(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            new SmtpTalk(socket, faults, letters).run();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        faults.open();
        down();
    }
}
