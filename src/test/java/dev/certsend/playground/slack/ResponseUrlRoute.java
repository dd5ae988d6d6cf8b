package dev.certsend.playground.slack;

import io.javalin.http.Context;

/** {@code POST /response/TEAM/ID}: what hooks.slack.com does with a response_url. */
final class ResponseUrlRoute {

    private ResponseUrlRoute() {}

    static void handle(Context request, ResponseUrls urls) {
        try {
            urls.use(
                    request.pathParam("team") + "/" + request.pathParam("id"),
                    Json.parseObject(request.body()).orElseThrow(() -> new SlackError("invalid_payload")));
            request.result("ok");
        } catch (SlackError e) {
            boolean gone = e.code().endsWith("_url");
            request.status(gone ? 404 : 400);
            request.contentType("application/json").result(e.body().toString());
        }
    }
}
