package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The limits of each kind of interactive element. */
final class ElementRules {

    private static final int OPTION = 75;
    private static final Set<String> CONFIRM = Set.of("title", "text", "confirm", "deny", "style");
    private static final String USER = "[UW][A-Z0-9]{2,}";

    private ElementRules() {}

    static void check(Problems problems, String at, JsonNode element) {
        Shapes.check(problems, at, element);
        problems.atMost(at, element, "action_id", 255);
        String type = Json.text(element, "type");
        confirm(problems, at, type, element.path("confirm"));
        switch (type) {
            case "button", "workflow_button" -> button(problems, at, element);
            case "static_select", "multi_static_select" -> options(problems, at, element, 100);
            case "radio_buttons", "checkboxes" -> options(problems, at, element, 10);
            case "overflow" -> options(problems, at, element, 5);
            case "external_select", "multi_external_select" -> external(problems, at, element);
            case "plain_text_input" -> textInput(problems, at, element);
            case "email_text_input" -> email(problems, at, element);
            case "number_input" -> NumberRules.check(problems, at, element);
            case "datepicker" -> matching(problems, at, element, "initial_date", "\\d{4}-\\d{2}-\\d{2}");
            case "timepicker" -> matching(problems, at, element, "initial_time", "([01]\\d|2[0-3]):[0-5]\\d");
            case "datetimepicker" -> matching(problems, at, element, "initial_date_time", "\\d{10}");
            case "url_text_input", "rich_text_input", "file_input" -> {}
            case "users_select" -> matching(problems, at, element, "initial_user", USER);
            case "multi_users_select" -> users(problems, at, element);
            case "conversations_select", "channels_select" -> {}
            case "multi_conversations_select", "multi_channels_select" -> {}
            default -> problems.add(at + "/type", "unsupported type: " + type);
        }
        problems.textObjectIfAny(at, element, "placeholder", 150, true);
    }

    private static void button(Problems problems, String at, JsonNode button) {
        problems.requireTextObject(at, button, "text", 75, true);
        problems.atMost(at, button, "value", 2000);
        problems.atMost(at, button, "url", 3000);
        problems.atMost(at, button, "accessibility_label", 75);
        style(problems, at, button);
    }

    private static void style(Problems problems, String at, JsonNode holder) {
        String style = Json.text(holder, "style");
        if (holder.has("style") && !style.equals("primary") && !style.equals("danger")) {
            problems.add(at + "/style", "must be primary or danger");
        }
    }

    private static void options(Problems problems, String at, JsonNode element, int max) {
        if (element.has("options") == element.has("option_groups")) {
            problems.add(at, "needs either options or option_groups");
            return;
        }
        optionList(problems, at, element, 1, max);
        plainOptions(problems, at, element);
        List<JsonNode> offered = new ArrayList<>();
        Field.flatten(element, offered);
        initial(problems, at, element, offered);
    }

    /** Marks are for those options alone that stand in the open. */
    private static void plainOptions(Problems problems, String at, JsonNode element) {
        if (Json.text(element, "type").matches("radio_buttons|checkboxes")) {
            return;
        }
        List<JsonNode> offered = new ArrayList<>();
        Field.flatten(element, offered);
        if (offered.stream()
                .anyMatch(option -> !Json.text(option.path("text"), "type").equals("plain_text"))) {
            problems.add(at + "/options", "texts must be plain_text");
        }
    }

    /** Slack compares the whole option, not its value alone. */
    private static void initial(Problems problems, String at, JsonNode element, List<JsonNode> offered) {
        if (element.has("initial_option") && !offered.contains(element.path("initial_option"))) {
            problems.add(at + "/initial_option", "must be one of the options");
        }
        for (JsonNode option : element.path("initial_options")) {
            if (!offered.contains(option)) {
                problems.add(at + "/initial_options", "must be among the options");
            }
        }
    }

    private static void external(Problems problems, String at, JsonNode element) {
        if (element.has("options") || element.has("option_groups")) {
            problems.add(at, "invalid additional property: options");
        }
        if (element.path("min_query_length").asInt(0) < 0) {
            problems.add(at + "/min_query_length", "must be 0 or more");
        }
        if (element.has("initial_option")) {
            option(problems, at + "/initial_option", element.path("initial_option"));
        }
        JsonNode initial = element.path("initial_options");
        for (int i = 0; i < initial.size(); i++) {
            option(problems, at + "/initial_options/" + i, initial.get(i));
        }
    }

    /**
     * The answer to a block_suggestion is held to the same limits as a select's own options.
     *
     * @param min 1 in a select; an answer may be empty
     */
    static void optionList(Problems problems, String at, JsonNode holder, int min, int max) {
        if (holder.has("options")) {
            optionArray(problems, at + "/options", holder.path("options"), min, max);
        }
        if (holder.has("option_groups")) {
            problems.size(at + "/option_groups", holder.path("option_groups"), min, 100);
        }
        JsonNode groups = holder.path("option_groups");
        for (int i = 0; i < groups.size(); i++) {
            String group = at + "/option_groups/" + i;
            problems.requireTextObject(group, groups.get(i), "label", 75, true);
            optionArray(problems, group + "/options", groups.get(i).path("options"), min, max);
        }
    }

    private static void optionArray(Problems problems, String at, JsonNode options, int min, int max) {
        problems.size(at, options, min, max);
        for (int i = 0; i < options.size(); i++) {
            option(problems, at + "/" + i, options.get(i));
        }
    }

    private static void option(Problems problems, String at, JsonNode option) {
        problems.requireTextObject(at, option, "text", OPTION, false);
        problems.requireText(at, option, "value", OPTION);
        problems.textObjectIfAny(at, option, "description", OPTION, false);
    }

    private static void users(Problems problems, String at, JsonNode element) {
        int most = element.path("max_selected_items").asInt(Integer.MAX_VALUE);
        if (element.has("max_selected_items")
                && (!element.path("max_selected_items").isInt() || most < 1)) {
            problems.add(at + "/max_selected_items", "must be a whole number of 1 or more");
        }
        JsonNode initial = element.path("initial_users");
        if (element.has("initial_users") && !initial.isArray()) {
            problems.add(at + "/initial_users", "must be an array");
        }
        problems.size(at + "/initial_users", initial, 0, most);
        for (int i = 0; i < initial.size(); i++) {
            if (!initial.get(i).isTextual() || !initial.get(i).asText().matches(USER)) {
                problems.add(at + "/initial_users/" + i, "must be a user id");
            }
        }
    }

    private static void matching(Problems problems, String at, JsonNode element, String field, String format) {
        if (element.has(field) && !element.path(field).asText().matches(format)) {
            problems.add(at + "/" + field, "must match " + format);
        }
    }

    private static void textInput(Problems problems, String at, JsonNode input) {
        int min = input.path("min_length").asInt(0);
        int max = input.path("max_length").asInt(3000);
        if (min < 0 || min > 3000 || max < 1 || max > 3000 || min > max) {
            problems.add(at, "min_length and max_length must be in order and at most 3000");
        }
        problems.atMost(at, input, "initial_value", max);
    }

    private static void email(Problems problems, String at, JsonNode input) {
        if (input.has("max_length") || input.has("multiline")) {
            problems.add(at, "invalid additional property: " + (input.has("multiline") ? "multiline" : "max_length"));
        }
    }

    private static void confirm(Problems problems, String element, String type, JsonNode confirm) {
        String at = element + "/confirm";
        if (confirm.isMissingNode() || confirm.isNull()) {
            return;
        }
        if (type.endsWith("_input")) {
            problems.add(element, "invalid additional property: confirm");
        }
        confirm.fieldNames().forEachRemaining(name -> {
            if (!CONFIRM.contains(name)) {
                problems.add(at, "invalid additional property: " + name);
            }
        });
        style(problems, at, confirm);
        problems.requireTextObject(at, confirm, "title", 100, true);
        problems.requireTextObject(at, confirm, "text", 300, false);
        problems.requireTextObject(at, confirm, "confirm", 30, true);
        problems.requireTextObject(at, confirm, "deny", 30, true);
    }
}
