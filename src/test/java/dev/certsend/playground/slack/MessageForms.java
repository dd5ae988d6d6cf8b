package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** What people have chosen in messages: Slack's client keeps it, and sends it along with every press. */
final class MessageForms {

    private final Map<String, ObjectNode> chosen = new HashMap<>();
    private final Map<String, ObjectNode> untouched = new HashMap<>();

    /** {@code state.values} of the message as this person sees it. */
    synchronized ObjectNode values(String personId, Message message) {
        ObjectNode before = chosen.get(key(personId, message.ts()));
        return FormState.of(
                message.blocks(), before != null ? before : untouched.getOrDefault(message.ts(), Json.object()));
    }

    synchronized void enter(String personId, Message message, Field field, JsonNode state) {
        ObjectNode values = values(personId, message);
        values.withObjectProperty(field.blockId()).set(field.actionId(), state);
        chosen.put(key(personId, message.ts()), values);
    }

    /** As in views: what an element holds stays where block_id and action_id do, even against a new initial_option. */
    synchronized void edited(Message before, Message after) {
        ObjectNode shown = FormState.of(before.blocks(), untouched.getOrDefault(before.ts(), Json.object()));
        untouched.put(after.ts(), FormState.of(after.blocks(), shown));
        chosen.replaceAll(
                (key, values) -> key.endsWith(key("", after.ts())) ? FormState.of(after.blocks(), values) : values);
    }

    private static String key(String personId, String ts) {
        return personId + " " + ts;
    }
}
