package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** The properties Slack knows of the commoner blocks and elements; it refuses whatever has others. */
final class Shapes {

    private static final Set<String> EVERYWHERE = Set.of("type", "block_id", "action_id", "confirm", "focus_on_load");

    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("section", Set.of("text", "fields", "accessory", "expand")),
            Map.entry("header", Set.of("text")),
            Map.entry("divider", Set.of()),
            Map.entry("context", Set.of("elements")),
            Map.entry("actions", Set.of("elements")),
            Map.entry("input", Set.of("label", "element", "dispatch_action", "hint", "optional")),
            Map.entry("button", Set.of("text", "value", "url", "style", "accessibility_label")),
            Map.entry("overflow", Set.of("options")),
            Map.entry("static_select", Set.of("placeholder", "options", "option_groups", "initial_option")),
            Map.entry("external_select", Set.of("placeholder", "initial_option", "min_query_length")),
            Map.entry("users_select", Set.of("placeholder", "initial_user")),
            Map.entry("multi_users_select", Set.of("placeholder", "initial_users", "max_selected_items")),
            Map.entry("datepicker", Set.of("placeholder", "initial_date")),
            Map.entry("radio_buttons", Set.of("options", "initial_option")),
            Map.entry("checkboxes", Set.of("options", "initial_options")),
            Map.entry(
                    "number_input",
                    Set.of(
                            "placeholder",
                            "initial_value",
                            "is_decimal_allowed",
                            "min_value",
                            "max_value",
                            "dispatch_action_config")),
            Map.entry(
                    "plain_text_input",
                    Set.of(
                            "placeholder",
                            "initial_value",
                            "multiline",
                            "min_length",
                            "max_length",
                            "dispatch_action_config")));

    private Shapes() {}

    static void check(Problems problems, String at, JsonNode node) {
        Set<String> known = KNOWN.get(Json.text(node, "type"));
        if (known != null) {
            node.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name) && !EVERYWHERE.contains(name)) {
                    problems.add(at, "invalid additional property: " + name);
                }
            });
        }
    }
}
