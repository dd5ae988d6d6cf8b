package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A tiny bot to have something to talk to: opens a form, offers orders, posts and edits a message. */
final class SampleBot implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("www.example.com", "shop.example.com", "api.example.org", "mail.example.net");

    private final SlackSettings settings;
    private final URI api;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Javalin server;

    private SampleBot(LocalSlack slack, SlackSettings settings) {
        this.settings = settings;
        this.api = slack.apiUrl();
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.post("/slack/events", this::heard);
        });
    }

    static SampleBot start(LocalSlack slack, SlackSettings settings) {
        SampleBot bot = new SampleBot(slack, settings);
        bot.server.start("localhost", 0);
        slack.connect(URI.create("http://localhost:" + bot.server.port() + "/slack/events"));
        slack.offers(List.of(
                new CommandHint("/cert-send", "Send a certificate by e-mail", "[order or words] [e-mail ...]", true),
                new CommandHint("/cert-orders", "Find orders and look at them", "[words]", true),
                new CommandHint("/cert-audit", "Look up what was sent", "[order, e-mail or person]", true),
                new CommandHint("/fails", "Answers with an error", "", false)));
        return bot;
    }

    private void heard(Context request) {
        String body = request.body();
        long timestamp = Long.parseLong(String.valueOf(request.header("X-Slack-Request-Timestamp")));
        if (!Signature.of(settings.signingSecret(), timestamp, body).equals(request.header("X-Slack-Signature"))) {
            request.status(401);
        } else if (body.startsWith("{")) {
            request.result(Json.text(Json.parse(body), "challenge"));
        } else if (request.formParam("payload") != null) {
            interaction(request, Json.parse(String.valueOf(request.formParam("payload"))));
        } else {
            command(request);
        }
    }

    private void command(Context request) {
        String text = String.valueOf(request.formParam("text"));
        switch (String.valueOf(request.formParam("command"))) {
            case "/fails" -> request.status(500);
            case "/cert-send" -> {
                if (text.equals("help")) {
                    say(request, "Try `/cert-send www.example.com ops@example.com`");
                } else {
                    ObjectNode open = Json.object().put("trigger_id", request.formParam("trigger_id"));
                    open.set("view", SampleForm.view(String.valueOf(request.formParam("channel_id")), false));
                    call("views.open", open);
                }
            }
            default -> say(request, "Nothing here yet for *" + text + "*");
        }
    }

    private static void say(Context request, String text) {
        ObjectNode answer = Json.object().put("response_type", "ephemeral").put("text", text);
        request.contentType("application/json").result(answer.toString());
    }

    private void interaction(Context request, JsonNode payload) {
        switch (Json.text(payload, "type")) {
            case "block_suggestion" -> offer(request, Json.text(payload, "value"));
            case "block_actions" -> acted(payload);
            case "view_submission" -> submitted(request, payload);
            default -> {}
        }
    }

    private static void offer(Context request, String typed) {
        ObjectNode answer = Json.object();
        var options = answer.putArray("options");
        IntStream.range(0, NAMES.size())
                .filter(i -> NAMES.get(i).contains(typed.toLowerCase(Locale.ROOT)))
                .forEach(i -> options.add(
                        SampleForm.option(NAMES.get(i) + " · 1000" + i, "1000" + i, "OV · until 14 Mar 2027")));
        request.contentType("application/json").result(answer.toString());
    }

    private void acted(JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        if (Json.text(action, "action_id").equals("order")) {
            ObjectNode update = Json.object().put("view_id", Json.text(payload.path("view"), "id"));
            update.put("hash", Json.text(payload.path("view"), "hash"));
            update.set("view", SampleForm.view(Json.text(payload.path("view"), "private_metadata"), true));
            call("views.update", update);
        } else if (Json.text(action, "action_id").equals("resend")) {
            ObjectNode update = Json.object().put("channel", Json.text(payload.path("channel"), "id"));
            update.put("ts", Json.text(payload.path("message"), "ts")).put("text", "Sent again");
            update.set("blocks", SampleForm.outcome("Sent again", Json.text(payload.path("user"), "id"), false));
            call("chat.update", update);
        }
    }

    private void submitted(Context request, JsonNode payload) {
        JsonNode values = payload.path("view").path("state").path("values");
        String recipients = Json.text(values.path("recipients").path("recipients"), "value");
        if (!recipients.contains("@")) {
            ObjectNode answer = Json.object().put("response_action", "errors");
            answer.putObject("errors").put("recipients", "“" + recipients + "” is not an e-mail address.");
            request.contentType("application/json").result(answer.toString());
            return;
        }
        ObjectNode post = Json.object().put("channel", Json.text(payload.path("view"), "private_metadata"));
        post.put("text", "Certificate sent to " + recipients);
        post.set("blocks", SampleForm.outcome("Sent", Json.text(payload.path("user"), "id"), true));
        call("chat.postMessage", post);
    }

    JsonNode call(String method, ObjectNode arguments) {
        return call(method, arguments, "Bearer " + settings.botToken().value());
    }

    JsonNode call(String method, ObjectNode arguments, String authorization) {
        return Json.parse(raw(method, arguments, authorization).body());
    }

    HttpResponse<String> raw(String method, ObjectNode arguments, String authorization) {
        return sent(post(api.resolve(method), arguments, authorization));
    }

    /** Posts to a response_url; returns the status. */
    int respond(URI responseUrl, ObjectNode message) {
        return sent(post(responseUrl, message, "")).statusCode();
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest post(URI to, ObjectNode body, String authorization) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to).header("Content-Type", "application/json; charset=utf-8");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    @Override
    public void close() {
        server.stop();
    }
}
