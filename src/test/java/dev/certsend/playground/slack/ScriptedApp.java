package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An app that does as the test says: it keeps every payload and answers each type as it was told. */
final class ScriptedApp implements AutoCloseable {

    private final LocalSlack slack;
    private final SampleBot caller;
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final Javalin server;

    ScriptedApp(LocalSlack slack) {
        this.slack = slack;
        this.caller = SampleBot.start(slack, slack.settings());
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.post("/slack/events", this::hear);
        });
        server.start("localhost", 0);
        slack.connect(URI.create("http://localhost:" + server.port() + "/slack/events"));
        slack.offers(List.of(new CommandHint("/cert-orders", "Find orders and look at them", "[words]", true)));
    }

    /** @param type a payload's type, or {@code command} */
    ScriptedApp on(String type, Function<JsonNode, String> answer) {
        answers.put(type, answer);
        return this;
    }

    private void hear(Context request) {
        ObjectNode heardNow = Json.object().put("type", "command");
        request.formParamMap().forEach((name, all) -> heardNow.put(name, all.get(0)));
        String payload = request.formParam("payload");
        JsonNode body = payload == null ? heardNow : Json.parse(payload);
        heard.add(body);
        String answer = answers.getOrDefault(Json.text(body, "type"), any -> "").apply(body);
        request.contentType("application/json").result(answer);
    }

    /** The newest payload of this type. */
    JsonNode last(String type) {
        return heard.stream()
                .filter(p -> Json.text(p, "type").equals(type))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + type + " in " + heard));
    }

    /** Whether a payload of this type with these words in it has come. */
    boolean heard(String type, String words) {
        return heard.stream()
                .anyMatch(p -> Json.text(p, "type").equals(type) && p.toString().contains(words));
    }

    JsonNode opens(JsonNode payload, ObjectNode view) {
        return call("views.open", Json.object().put("trigger_id", Json.text(payload, "trigger_id")), view);
    }

    JsonNode pushes(JsonNode payload, ObjectNode view) {
        return call("views.push", Json.object().put("trigger_id", Json.text(payload, "trigger_id")), view);
    }

    JsonNode updates(String viewId, String hash, ObjectNode view) {
        return call("views.update", Json.object().put("view_id", viewId).put("hash", hash), view);
    }

    JsonNode call(String method, ObjectNode arguments, ObjectNode view) {
        return caller.call(method, arguments.set("view", view));
    }

    /** Posts to the payload's response_url; returns the status. */
    int responds(JsonNode payload, ObjectNode message) {
        return caller.respond(URI.create(Json.text(payload, "response_url")), message);
    }

    LocalSlack slack() {
        return slack;
    }

    @Override
    public void close() {
        server.stop();
        caller.close();
    }
}
