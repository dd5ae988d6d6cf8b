package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A modal on somebody's screen: what the app made of it and what the person entered. */
final class OpenView {

    private final String id = Ids.next("V");
    private final String personId;
    private final SlackSettings settings;
    private final @Nullable OpenView previous;
    private ObjectNode view = Json.object();
    private ObjectNode values = Json.object();
    private String hash = "";
    private Map<String, String> errors = Map.of();
    private String trouble = "";
    private final Map<String, List<JsonNode>> offered = new HashMap<>();

    OpenView(SlackSettings settings, String personId, @Nullable OpenView previous, JsonNode view) {
        this.settings = settings;
        this.personId = personId;
        this.previous = previous;
        replace(view);
    }

    String id() {
        return id;
    }

    String personId() {
        return personId;
    }

    OpenView root() {
        return previous == null ? this : previous.root();
    }

    synchronized void replace(JsonNode next) {
        view = next.deepCopy();
        view.set("blocks", Draft.named(next.path("blocks")));
        values = FormState.of(view.path("blocks"), values);
        hash = settings.clock().instant().getEpochSecond() + "." + Ids.hex().substring(0, 8);
        errors = Map.of();
        trouble = "";
        offered.clear();
    }

    synchronized String hash() {
        return hash;
    }

    synchronized String externalId() {
        return Json.text(view, "external_id");
    }

    synchronized List<Field> fields() {
        return Field.of(view.path("blocks"));
    }

    synchronized Field field(String blockId) {
        return fields().stream()
                .filter(f -> f.blockId().equals(blockId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the view has no field in block " + blockId));
    }

    synchronized Optional<Field> find(String blockId, String actionId) {
        return fields().stream()
                .filter(f -> f.blockId().equals(blockId) && f.actionId().equals(actionId))
                .findFirst();
    }

    synchronized Field field(String blockId, String actionId) {
        return find(blockId, actionId)
                .orElseThrow(
                        () -> new IllegalArgumentException("the view has no " + actionId + " in block " + blockId));
    }

    synchronized void enter(Field field, JsonNode state) {
        values.withObjectProperty(field.blockId()).set(field.actionId(), state);
    }

    synchronized void offer(Field field, List<JsonNode> options) {
        offered.put(field.blockId() + " " + field.actionId(), List.copyOf(options));
    }

    /** What the person can pick from: the view's own options, or those of the last search. */
    synchronized List<JsonNode> offered(Field field) {
        List<JsonNode> all = new ArrayList<>(field.options());
        all.addAll(offered.getOrDefault(field.blockId() + " " + field.actionId(), List.of()));
        return all;
    }

    synchronized JsonNode values() {
        return values.deepCopy();
    }

    synchronized boolean notifiesOnClose() {
        return view.path("notify_on_close").asBoolean(false);
    }

    synchronized Map<String, String> errors() {
        return errors;
    }

    synchronized String trouble() {
        return trouble;
    }

    synchronized void show(Map<String, String> fieldErrors, String generalTrouble) {
        errors = Map.copyOf(fieldErrors);
        trouble = generalTrouble;
    }

    /** What Slack's client itself finds wrong, by block_id. */
    synchronized Map<String, String> complaints() {
        Map<String, String> found = new HashMap<>();
        for (Field field : fields()) {
            Optional<String> complaint = field.isInput() ? FormState.complaint(field, values) : Optional.empty();
            complaint.ifPresent(words -> found.put(field.blockId(), words));
        }
        return found;
    }

    /** The view as it stands in payloads and in answers of the Web API. */
    synchronized ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("team_id", settings.teamId());
        json.put("type", Json.text(view, "type"));
        json.set("blocks", view.path("blocks").deepCopy());
        json.put("private_metadata", Json.text(view, "private_metadata"));
        json.put("callback_id", Json.text(view, "callback_id"));
        json.putObject("state").set("values", values.deepCopy());
        json.put("hash", hash);
        for (String name : List.of("title", "close", "submit")) {
            JsonNode words = view.path(name);
            json.set(name, words.isMissingNode() ? null : words.deepCopy());
        }
        json.put("clear_on_close", view.path("clear_on_close").asBoolean(false));
        json.put("notify_on_close", notifiesOnClose());
        json.put("previous_view_id", previous == null ? null : previous.id());
        json.put("root_view_id", root().id()).put("app_id", settings.appId()).put("external_id", externalId());
        return json.put("app_installed_team_id", settings.teamId()).put("bot_id", Workspace.APP_BOT);
    }

    synchronized ArrayNode blocks() {
        return (ArrayNode) view.path("blocks").deepCopy();
    }
}
