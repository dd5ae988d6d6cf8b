package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An interactive element and the block around it. */
record Field(JsonNode block, JsonNode element) {

    /** Every interactive element of the blocks, in reading order. */
    static List<Field> of(JsonNode blocks) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode block : blocks) {
            switch (Json.text(block, "type")) {
                case "input" -> fields.add(new Field(block, block.path("element")));
                case "section" -> fields.add(new Field(block, block.path("accessory")));
                case "actions" -> block.path("elements").forEach(e -> fields.add(new Field(block, e)));
                default -> {}
            }
        }
        fields.removeIf(f -> f.element().isMissingNode() || f.type().equals("image"));
        return fields;
    }

    String blockId() {
        return Json.text(block, "block_id");
    }

    String actionId() {
        return Json.text(element, "action_id");
    }

    String type() {
        return Json.text(element, "type");
    }

    boolean isInput() {
        return Json.text(block, "type").equals("input");
    }

    boolean isOptional() {
        return block.path("optional").asBoolean(false);
    }

    /** Whether a choice in it is told to the app at once. */
    boolean dispatches() {
        return !isInput() || block.path("dispatch_action").asBoolean(false);
    }

    boolean dispatchesOn(String trigger) {
        JsonNode on = element.path("dispatch_action_config").path("trigger_actions_on");
        return dispatches()
                && (on.isEmpty()
                        ? trigger.equals("on_enter_pressed")
                        : on.toString().contains(trigger));
    }

    boolean isTyped() {
        return switch (type()) {
            case "plain_text_input", "email_text_input", "url_text_input", "number_input" -> true;
            default -> false;
        };
    }

    boolean isMultiple() {
        return type().startsWith("multi_") || type().equals("checkboxes");
    }

    /** Whether people are chosen in it. */
    boolean isOfPeople() {
        return type().endsWith("users_select");
    }

    /** How many can be chosen in it. */
    int most() {
        return isMultiple() ? element.path("max_selected_items").asInt(Integer.MAX_VALUE) : 1;
    }

    boolean isButton() {
        return type().equals("button") || type().equals("workflow_button");
    }

    boolean isOverflow() {
        return type().equals("overflow");
    }

    /** Whether it holds ids, dates or times, which nobody has to offer first. */
    boolean takesAnyValue() {
        return !isExternal() && options().isEmpty();
    }

    /** What a person enters in such a field; a date picker lets nobody enter anything but a date. */
    JsonNode entry(String value) {
        if (type().equals("datepicker")) {
            LocalDate.parse(value);
        }
        return TextNode.valueOf(value);
    }

    boolean isExternal() {
        return type().endsWith("external_select");
    }

    /** The options written into the view, groups flattened. */
    List<JsonNode> options() {
        List<JsonNode> options = new ArrayList<>();
        flatten(element, options);
        return options;
    }

    /** The options of an element or of an answer to a block_suggestion. */
    static void flatten(JsonNode holder, List<JsonNode> into) {
        holder.path("options").forEach(into::add);
        holder.path("option_groups").forEach(group -> group.path("options").forEach(into::add));
    }

    Optional<JsonNode> option(String value) {
        return options().stream()
                .filter(o -> Json.text(o, "value").equals(value))
                .findFirst();
    }
}
