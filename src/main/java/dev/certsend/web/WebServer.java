package dev.certsend.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: one port, small bodies, headers that let a page do no more than it must. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long MOST_BODY_BYTES = 1 << 20;
    private static final Duration MOST_TO_END = Duration.ofSeconds(5);

    private final Javalin javalin;

    /** @param routes the map of paths, see {@code Routes} */
    public WebServer(Consumer<RoutesConfig> routes) {
        javalin = Javalin.create(config -> {
            settings(config);
            config.routes.before(WebServer::headers);
            config.routes.exception(Exception.class, WebServer::fault);
            config.routes.exception(HttpResponseException.class, WebServer::refused);
            config.routes.get("/style.css", new Resource("style.css", "text/css"));
            routes.accept(config.routes);
        });
    }

    /** Starts listening; returns the port, which matters where 0 was asked for. */
    public int start(int port) {
        return javalin.start(port).port();
    }

    /** Takes no more requests, and lets those under way end, 5 s at most. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("requests under way were cut off", e);
        }
    }

    /** Answers 503 in plain words to a request that failed because something is away for now. */
    public static void unavailable(Exception fault, Context request) {
        LOG.warn("a {} request failed", request.method(), fault);
        request.status(503).contentType("text/plain").result(BlandErrors.text(503));
    }

    private static void settings(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Jetty would take what Javalin then can't decode.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(
                UriCompliance.LEGACY.without("cert-send", UriCompliance.Violation.UTF16_ENCODINGS)));
        BlandErrors errors = new BlandErrors();
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(errors);
            server.setStopTimeout(MOST_TO_END.toMillis());
            server.insertHandler(new GracefulHandler());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    }

    private static void headers(Context request) {
        SafeHeaders.ALL.forEach(request::header);
    }

    /** Javalin's own words would repeat the path. */
    private static void refused(HttpResponseException refusal, Context request) {
        request.status(refusal.getStatus()).contentType("text/plain").result(BlandErrors.text(refusal.getStatus()));
    }

    /** The path is not logged: it may hold a token. */
    private static void fault(Exception fault, Context request) {
        LOG.error("a {} request failed", request.method(), fault);
        request.status(500).contentType("text/plain").result("Something went wrong on our side.");
    }

    private static final class Resource implements io.javalin.http.Handler {
        private final String text;
        private final String type;

        Resource(String name, String type) {
            this.type = type;
            try (InputStream in = WebServer.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("no resource " + name);
                }
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
        }

        @Override
        public void handle(Context request) {
            request.header("Cache-Control", "public, max-age=3600")
                    .contentType(type)
                    .result(text);
        }
    }
}
