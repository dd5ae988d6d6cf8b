package dev.certsend.playground.certcentral;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The socket and the door: delay, limits, key, rights, then the endpoint, then the fault. */
final class LocalServer {

    /** What stands before a certificate's number in the path of its public file. */
    static final String LINKS = "/link/";

    private static final String BASE = "/services/v2";

    static {
        // The first server of the process decides for all: without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Endpoints endpoints;
    private final Faults faults;
    private final RateLimits limits = new RateLimits(System::nanoTime);
    private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean keepsLimits = true;
    private int port;
    private @Nullable Running running;

    private record Running(HttpServer http, ExecutorService threads, CountDownLatch stopping) {}

    LocalServer(Endpoints endpoints, Faults faults) {
        this.endpoints = endpoints;
        this.faults = faults;
    }

    synchronized void start() throws IOException {
        if (running != null) {
            return;
        }
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Running started = new Running(http, Executors.newCachedThreadPool(), new CountDownLatch(1));
        http.setExecutor(started.threads);
        http.createContext("/", exchange -> handle(exchange, started.stopping));
        http.start();
        port = http.getAddress().getPort();
        running = started;
    }

    synchronized void stop() {
        if (running != null) {
            running.stopping.countDown();
            running.http.stop(0);
            running.threads.shutdownNow();
            running = null;
        }
    }

    synchronized int port() {
        return port;
    }

    void keepLimits(boolean keep) {
        keepsLimits = keep;
    }

    List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange, CountDownLatch stopping) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString().replaceFirst("^" + BASE, "");
        if (stoppedWithin(faults.delay(), stopping)) {
            exchange.close();
            return;
        }
        if (path.startsWith(LINKS)) {
            write(exchange, endpoints.linked(Long.parseLong(path.substring(LINKS.length()))), false);
            exchange.close();
            return;
        }
        Optional<Fault> fault = faults.take(path);
        // What is refused is not done.
        boolean refused = fault.filter(Fault::refuses).isPresent()
                && !exchange.getRequestMethod().equals("GET");
        Answer answer = refused ? Answer.empty(204) : answer(exchange, path, body);
        if (fault.isPresent()) {
            answer = Faults.apply(fault.get(), answer);
        }
        boolean silent = fault.filter(Fault.NO_ANSWER::equals).isPresent();
        calls.add(
                new RecordedCall(Instant.now(), exchange.getRequestMethod(), path, body, silent ? 0 : answer.status()));
        if (!silent) {
            write(exchange, answer, fault.filter(Fault.CUT_IN_BODY::equals).isPresent());
        }
        exchange.close();
    }

    private static boolean stoppedWithin(Duration delay, CountDownLatch stopping) {
        try {
            return !delay.isZero() && stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Answer answer(HttpExchange exchange, String path, String body) {
        String key = exchange.getRequestHeaders().getFirst("X-DC-DEVKEY");
        if (keepsLimits && !limits.admit(String.valueOf(key))) {
            return Faults.tooManyRequests();
        }
        boolean viewOnly = LocalCertCentral.VIEW_ONLY_KEY.equals(key);
        if (!viewOnly && !LocalCertCentral.KEY.equals(key)) {
            return Answer.error(
                    403, "access_denied|access_denied_invalid_key", "Access denied due to access_denied_invalid_key.");
        }
        String method = exchange.getRequestMethod();
        if (viewOnly && !method.equals("GET")) {
            return Answer.error(403, "access_denied|missing_permission", "Access denied due to missing_permission.");
        }
        String plainPath = path.replaceFirst("\\?.*", "");
        try {
            Query query = Query.parse(exchange.getRequestURI().getRawQuery());
            return endpoints.answer(new Request(method, plainPath, query, body));
        } catch (IllegalArgumentException e) {
            // A number that is none, JSON of another shape: the caller's fault.
            return Answer.error(400, "bad_request_format", "The request could not be read.");
        }
    }

    private static void write(HttpExchange exchange, Answer answer, boolean cut) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Cache-Control", "private,no-cache");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, cut ? body.length / 2 : body.length);
            out.flush();
        }
    }
}
