package dev.certsend.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay that answers what it is told to, and keeps every byte it was sent. */
final class ScriptedSmtp implements AutoCloseable {

    /** Instead of a reply: the connection is closed. */
    static final String HANG_UP = "(hang up)";

    /** Instead of a reply: nothing, ever. */
    static final String SILENCE = "(silence)";

    /** After a reply: the connection is closed. */
    static final String THEN_HANG_UP = "(then hang up)";

    private static final Map<String, String> POLITE = Map.ofEntries(
            Map.entry("CONNECT", "220 relay.example ready"),
            Map.entry("EHLO", "250-relay.example\r\n250 ENHANCEDSTATUSCODES"),
            Map.entry("HELO", "250 relay.example"),
            Map.entry("AUTH", "235 2.7.0 welcome"),
            Map.entry("MAIL", "250 2.1.0 sender ok"),
            Map.entry("RCPT", "250 2.1.5 recipient ok"),
            Map.entry("DATA", "354 go on"),
            Map.entry(".", "250 2.0.0 queued as 4711"),
            Map.entry("RSET", "250 2.0.0 forgotten"),
            Map.entry("QUIT", "221 2.0.0 bye" + THEN_HANG_UP));

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Deque<String>> script = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<byte[]> letters = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    ScriptedSmtp() throws IOException {
        start(this::accept);
    }

    /** Answers a verb, {@code CONNECT} or {@code .} so: one reply after the other, the last for good. */
    ScriptedSmtp on(String verb, String... replies) {
        script.put(verb, new ArrayDeque<>(List.of(replies)));
        return this;
    }

    String url(String options) {
        return "smtp://127.0.0.1:" + server.getLocalPort() + "?tls=off" + options;
    }

    int connections() {
        return sockets.size();
    }

    int mostConnectionsAtOnce() {
        return mostOpen.get();
    }

    List<String> commands() {
        return commands;
    }

    /** What came between the reply to DATA and the final dot, dots still doubled. */
    List<byte[]> letters() {
        return letters;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            start(() -> {
                try (socket) {
                    talk(socket);
                } finally {
                    open.decrementAndGet();
                }
            });
        }
    }

    private void talk(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        boolean going = answer(out, "CONNECT");
        while (going) {
            String command = new String(line(in), StandardCharsets.ISO_8859_1).stripTrailing();
            commands.add(command);
            String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            going = answer(out, verb);
            if (going && verb.equals("DATA") && next("DATA", false).startsWith("354")) {
                letters.add(letter(in));
                going = answer(out, ".");
            }
        }
    }

    private boolean answer(OutputStream out, String verb) throws IOException {
        String reply = next(verb, true);
        if (reply.equals(HANG_UP)) {
            return false;
        }
        if (reply.equals(SILENCE)) {
            return true;
        }
        out.write((reply.replace(THEN_HANG_UP, "") + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return !reply.endsWith(THEN_HANG_UP);
    }

    private String next(String verb, boolean goOn) {
        Deque<String> replies = script.get(verb);
        if (replies == null) {
            return POLITE.getOrDefault(verb, "502 5.5.2 what?");
        }
        synchronized (replies) {
            return replies.size() > 1 && goOn ? replies.removeFirst() : replies.getFirst();
        }
    }

    private static byte[] letter(InputStream in) throws IOException {
        ByteArrayOutputStream letter = new ByteArrayOutputStream();
        while (true) {
            byte[] line = line(in);
            if (line.length == 3 && line[0] == '.') {
                return letter.toByteArray();
            }
            letter.write(line);
        }
    }

    /** Up to CR LF, with it; a bare CR or LF ends nothing. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
            if (last == '\r' && next == '\n') {
                return line.toByteArray();
            }
            last = next;
        }
    }

    private interface Talk {
        void run() throws IOException;
    }

    private static void start(Talk talk) {
        Thread thread = new Thread(
                () -> {
                    try {
                        talk.run();
                    } catch (IOException goneOrClosed) {
                        // the other side left, or the test is over
                    }
                },
                "scripted-smtp");
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
