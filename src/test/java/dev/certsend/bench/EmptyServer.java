package dev.certsend.bench;

import dev.certsend.web.WebServer;

/** The measure of all things: our web server with our settings and a handler that reads the body and answers nothing. */
public final class EmptyServer {
    private EmptyServer() {}

    public static void main(String[] arguments) {
        new WebServer(paths -> {
                    paths.post("/slack/events", request -> {
                        request.bodyAsBytes();
                        request.status(200).result("");
                    });
                    paths.get("/d/{token}", request -> request.result(""));
                    paths.get("/d/{token}/{file}", request -> request.result(""));
                    paths.get("/readyz", request -> request.result("ready"));
                })
                .start(Integer.parseInt(System.getenv("PORT")));
    }
}
