package dev.certsend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a worker and one of the others, over loopback, as bad as it is told to be. */
final class CuttableProxy implements AutoCloseable {
    /** How PostgreSQL says that a transaction is committed: the message CommandComplete. */
    private static final byte[] COMMITTED = "C\0\0\0\013COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    enum Mode {
        PASS,
        /** Every connection is reset, and so is each new one. */
        CLOSED,
        /** Connections stand, and nothing gets through. */
        BLACK_HOLE,
        /** What is said arrives, the answers don't. */
        HALF_OPEN,
        /** From the next commit of a connection on, its answers don't arrive. */
        NO_WORD_OF_COMMITS
    }

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Mode mode = Mode.PASS;
    private volatile Duration delay = Duration.ZERO;

    /** @param target the port that it stands before */
    CuttableProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        Threads.start("proxy", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was held back comes through when all is well again, as TCP has it. */
    synchronized void set(Mode now) {
        mode = now;
        notifyAll();
        if (now == Mode.CLOSED) {
            // All of them first: whoever reads from one that is closed closes its other side at once.
            sockets.forEach(CuttableProxy::resetOnClose);
            sockets.forEach(CuttableProxy::reset);
        }
    }

    /** Each piece, either way, comes so much later. */
    void delay(Duration later) {
        delay = later;
    }

    private synchronized boolean is(Mode asked) {
        return mode == asked;
    }

    /** Whether it may stand; one that may not is reset. */
    private synchronized boolean stands(Socket socket) {
        if (mode == Mode.CLOSED) {
            reset(socket);
            return false;
        }
        return sockets.add(socket);
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            if (stands(client)) {
                Threads.start("proxy-link", () -> link(client));
            }
        }
    }

    private void link(Socket client) throws IOException, InterruptedException {
        Socket there = new Socket();
        try (client;
                there) {
            if (!stands(there)) {
                return;
            }
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Threads.start("proxy-answers", () -> answers(there, client));
            pump(client, there, false);
        } finally {
            sockets.remove(client);
            sockets.remove(there);
        }
    }

    private void answers(Socket there, Socket client) throws IOException, InterruptedException {
        try (client;
                there) {
            pump(there, client, true);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) throws IOException, InterruptedException {
        byte[] buffer = new byte[65_536];
        boolean deaf = false;
        for (int read = from.getInputStream().read(buffer);
                read >= 0;
                read = from.getInputStream().read(buffer)) {
            Threads.last(delay);
            deaf = answers && is(Mode.NO_WORD_OF_COMMITS) && (deaf || contains(buffer, read));
            awaitPassage(answers, deaf);
            to.getOutputStream().write(buffer, 0, read);
        }
    }

    private synchronized void awaitPassage(boolean answers, boolean deaf) throws InterruptedException {
        while (mode == Mode.BLACK_HOLE
                || (mode == Mode.HALF_OPEN && answers)
                || (mode == Mode.NO_WORD_OF_COMMITS && deaf)) {
            wait();
        }
    }

    private static boolean contains(byte[] buffer, int length) {
        for (int start = 0; start + COMMITTED.length <= length; start++) {
            int same = 0;
            while (same < COMMITTED.length && buffer[start + same] == COMMITTED[same]) {
                same++;
            }
            if (same == COMMITTED.length) {
                return true;
            }
        }
        return false;
    }

    /** Ends a connection as a host does that knows nothing of it. */
    static void reset(Socket socket) {
        resetOnClose(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    private static void resetOnClose(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        set(Mode.CLOSED);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
