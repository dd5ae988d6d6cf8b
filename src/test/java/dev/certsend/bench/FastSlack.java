package dev.certsend.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API as far as the program calls it: checks nothing and answers at once. It knows how long after its command a
 * form arrived, because the trigger of a command is the moment it was meant to be sent.
 */
final class FastSlack implements AutoCloseable {
    static final String TEAM = "T0EXAMPLE01";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final Queue<Long> formNanos = new ConcurrentLinkedQueue<>();
    private final Queue<Long> answerNanos = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ObjectNode view;
    private volatile String opened = "{\"ok\":true}";

    FastSlack() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        background(this::accept);
    }

    String apiUrl() {
        return "http://localhost:" + server.getLocalPort() + "/api/";
    }

    String responseUrl() {
        return "http://localhost:" + server.getLocalPort() + "/commands/answer";
    }

    /** A response URL that knows when its answer was asked for. */
    String responseUrl(long due) {
        return responseUrl() + "/" + due;
    }

    /** How many answers to such URLs there were since they were last taken. */
    int answers() {
        return answerNanos.size();
    }

    /** How long each answer to such a URL since the last call took to get here. */
    Latencies takeAnswers() {
        long[] taken = answerNanos.stream().mapToLong(Long::longValue).toArray();
        answerNanos.clear();
        return Latencies.of(taken);
    }

    /** The form as the program opened it, with what Slack adds to it. */
    ObjectNode view() {
        ObjectNode seen = view;
        if (seen == null) {
            throw new IllegalStateException("the program has opened no form yet");
        }
        return seen.deepCopy();
    }

    /** How long each form since the last call took to get here. */
    Latencies takeForms() {
        long[] taken = formNanos.stream().mapToLong(Long::longValue).toArray();
        formNanos.clear();
        return Latencies.of(taken);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                background(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write(answer(in));
            }
        } catch (IOException e) {
            // The program let go of the connection.
        }
    }

    private byte[] answer(InputStream in) throws IOException {
        String path = HttpLines.line(in).split(" ", -1)[1];
        int length = 0;
        for (String line = HttpLines.line(in); !line.isEmpty(); line = HttpLines.line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        byte[] answer = json(path, body).getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
                        + answer.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + answer.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(answer, 0, whole, head.length, answer.length);
        return whole;
    }

    private String json(String path, byte[] body) throws IOException {
        if (path.startsWith("/commands/answer/")) {
            answerNanos.add(System.nanoTime() - Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
        }
        return switch (path) {
            case "/api/auth.test" ->
                "{\"ok\":true,\"team\":\"Example Corp\",\"team_id\":\"" + TEAM
                        + "\",\"user\":\"cert_send\",\"user_id\":\"U0CERTSEND1\",\"bot_id\":\"B0CERTSEND1\"}";
            case "/api/views.open" -> opened(new String(body, StandardCharsets.US_ASCII));
            case "/api/chat.postMessage", "/api/chat.update" ->
                "{\"ok\":true,\"channel\":\"" + SlackForms.CHANNEL
                        + "\",\"ts\":\"1763800000.000100\",\"message\":{\"type\":\"message\",\"text\":\"sent\"}}";
            default -> "{\"ok\":true}";
        };
    }

    private String opened(String form) throws IOException {
        formNanos.add(System.nanoTime() - Long.parseLong(field(form, "trigger_id")));
        if (view == null) {
            JsonNode sent = JSON.readTree(URLDecoder.decode(field(form, "view"), StandardCharsets.UTF_8));
            ObjectNode whole = ((ObjectNode) sent).put("id", SlackForms.VIEW).put("team_id", TEAM);
            whole.put("hash", "1763800000.abcdefgh").put("root_view_id", SlackForms.VIEW);
            whole.put("app_id", "A0CERTSEND1").put("bot_id", "B0CERTSEND1");
            whole.putObject("state").putObject("values");
            opened = "{\"ok\":true,\"view\":" + whole + "}";
            view = whole;
        }
        return opened;
    }

    private static String field(String form, String name) {
        String all = "&" + form + "&";
        int from = all.indexOf("&" + name + "=") + name.length() + 2;
        return all.substring(from, all.indexOf('&', from));
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "fast-slack");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
