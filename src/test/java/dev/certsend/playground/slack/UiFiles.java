package dev.certsend.playground.slack;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page's own files: all it loads. */
final class UiFiles {

    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8",
            "svg",
            "image/svg+xml");

    private UiFiles() {}

    static void routes(RoutesConfig routes) {
        routes.get("/", request -> send(request, "index.html"));
        routes.get("/page/{file}", request -> send(request, request.pathParam("file")));
    }

    private static void send(Context request, String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null || !file.matches("[a-z-]+\\.[a-z]+")) {
            request.status(404);
            return;
        }
        try (InputStream in = UiFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                request.status(404);
                return;
            }
            request.header(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' https: data:; frame-ancestors 'none'");
            request.header("Cache-Control", "no-store").contentType(type).result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
