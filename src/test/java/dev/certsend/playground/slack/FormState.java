package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** {@code state.values} of a view or message: what each element holds, by block_id and action_id. */
final class FormState {

    private FormState() {}

    /** The state of these blocks; what was entered before stays where block_id, action_id and type are the same. */
    static ObjectNode of(JsonNode blocks, JsonNode before) {
        ObjectNode values = Json.object();
        for (Field field : Field.of(blocks)) {
            if (field.type().equals("button") || field.type().equals("overflow")) {
                continue;
            }
            JsonNode old = before.path(field.blockId()).path(field.actionId());
            JsonNode state = Json.text(old, "type").equals(field.type()) ? old.deepCopy() : initial(field);
            values.withObjectProperty(field.blockId()).set(field.actionId(), state);
        }
        return values;
    }

    private static ObjectNode initial(Field field) {
        JsonNode element = field.element();
        String kind = holds(field);
        JsonNode value =
                element.path("initial_" + (kind.equals("value") ? "value" : kind.substring("selected_".length())));
        ObjectNode state = Json.object().put("type", field.type());
        if (!value.isMissingNode()) {
            return state.set(kind, value.deepCopy());
        }
        return field.isMultiple() ? state.set(kind, Json.array()) : state.putNull(kind);
    }

    /** The name under which an element's state keeps what it holds. */
    static String holds(Field field) {
        return switch (field.type()) {
            case "static_select", "external_select", "radio_buttons", "overflow" -> "selected_option";
            case "multi_static_select", "multi_external_select", "checkboxes" -> "selected_options";
            case "users_select" -> "selected_user";
            case "multi_users_select" -> "selected_users";
            case "conversations_select" -> "selected_conversation";
            case "multi_conversations_select" -> "selected_conversations";
            case "channels_select" -> "selected_channel";
            case "multi_channels_select" -> "selected_channels";
            case "datepicker" -> "selected_date";
            case "timepicker" -> "selected_time";
            case "datetimepicker" -> "selected_date_time";
            default -> "value";
        };
    }

    /** What the element holds once these options, ids or this text are entered. */
    static ObjectNode entered(Field field, List<? extends JsonNode> chosen) {
        ObjectNode state = Json.object().put("type", field.type());
        String kind = holds(field);
        if (field.isMultiple()) {
            ArrayNode all = Json.array();
            chosen.forEach(all::add);
            return state.set(kind, all);
        }
        return chosen.isEmpty() ? state.putNull(kind) : state.set(kind, chosen.get(0));
    }

    static boolean isEmpty(Field field, JsonNode values) {
        JsonNode value = value(field, values);
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    static JsonNode value(Field field, JsonNode values) {
        return values.path(field.blockId()).path(field.actionId()).path(holds(field));
    }

    /** What Slack's client says under a field before it bothers the app. */
    static Optional<String> complaint(Field field, JsonNode values) {
        if (isEmpty(field, values)) {
            return field.isOptional() ? Optional.empty() : Optional.of("Please complete this required field.");
        }
        String text = value(field, values).asText("");
        int min = field.element().path("min_length").asInt(0);
        int max = field.element().path("max_length").asInt(3000);
        if (field.isTyped() && text.length() < min) {
            return Optional.of("Please use at least " + min + " characters.");
        }
        if (field.isTyped() && text.length() > max) {
            return Optional.of("Please use at most " + max + " characters.");
        }
        if (field.isMultiple() && value(field, values).size() > field.most()) {
            return Optional.of("Please choose at most " + field.most() + ".");
        }
        if (field.type().equals("number_input")) {
            return NumberRules.complaint(field.element(), text);
        }
        if (field.type().equals("email_text_input") && !text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            return Optional.of("Please enter a valid email address.");
        }
        return Optional.empty();
    }
}
