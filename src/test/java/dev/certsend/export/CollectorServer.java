package dev.certsend.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes JSON lines, and answers as it is told to. */
final class CollectorServer implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final List<List<String>> taken = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    /** What it does with a request. */
    @FunctionalInterface
    interface Behaviour {
        void handle(HttpExchange request) throws IOException;
    }

    CollectorServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/logs?source=cert-send";
    }

    /** So it does with the next one that none was told of. */
    void next(Behaviour behaviour) {
        next.add(behaviour);
    }

    static Behaviour answering(int status, String... header) {
        return request -> {
            request.getRequestBody().readAllBytes();
            for (int i = 0; i < header.length; i += 2) {
                request.getResponseHeaders().add(header[i], header[i + 1]);
            }
            request.sendResponseHeaders(status, -1);
        };
    }

    /** Hangs up in the middle of the body. */
    static Behaviour dying() {
        return request -> request.getRequestBody().readNBytes(100);
    }

    /** Takes it, and dies before anybody hears of that. */
    Behaviour dyingAfterwards() {
        return this::keep;
    }

    private void handle(HttpExchange request) throws IOException {
        authorizations.add(String.valueOf(request.getRequestHeaders().getFirst("Authorization")));
        paths.add(request.getRequestURI().toString());
        Behaviour told = next.poll();
        if (told != null) {
            told.handle(request);
        } else {
            keep(request);
            request.sendResponseHeaders(204, -1);
        }
        request.close();
    }

    private void keep(HttpExchange request) throws IOException {
        String body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!"application/x-ndjson".equals(request.getRequestHeaders().getFirst("Content-Type"))) {
            throw new IOException("no JSON lines");
        }
        taken.add(body.lines().toList());
    }

    /** What each request that was taken brought. */
    List<List<String>> taken() {
        return taken;
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<String> paths() {
        return paths;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
