package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The limits of each kind of block. */
final class BlockRules {

    private static final Set<String> INPUT_ELEMENTS = Set.of(
            "plain_text_input",
            "email_text_input",
            "url_text_input",
            "number_input",
            "rich_text_input",
            "file_input",
            "static_select",
            "external_select",
            "users_select",
            "conversations_select",
            "channels_select",
            "multi_static_select",
            "multi_external_select",
            "multi_users_select",
            "multi_conversations_select",
            "multi_channels_select",
            "radio_buttons",
            "checkboxes",
            "datepicker",
            "timepicker",
            "datetimepicker");

    private BlockRules() {}

    static void check(Problems problems, String at, JsonNode block) {
        Shapes.check(problems, at, block);
        switch (Json.text(block, "type")) {
            case "section" -> section(problems, at, block);
            case "header" -> problems.requireTextObject(at, block, "text", 150, true);
            case "divider", "rich_text", "table" -> {}
            case "context" -> context(problems, at, block.path("elements"));
            case "actions" -> actions(problems, at, block);
            case "input" -> input(problems, at, block);
            case "image" -> image(problems, at, block);
            case "markdown" -> problems.requireText(at, block, "text", 12_000);
            case "alert" -> problems.requireTextObject(at, block, "text", 200, false);
            default -> problems.add(at + "/type", "unsupported type: " + Json.text(block, "type"));
        }
    }

    private static void section(Problems problems, String at, JsonNode block) {
        if (!block.has("text") && !block.has("fields")) {
            problems.add(at, "missing required field: text");
        }
        problems.textObjectIfAny(at, block, "text", 3000, false);
        if (block.has("fields")) {
            JsonNode fields = block.path("fields");
            problems.size(at + "/fields", fields, 1, 10);
            for (int i = 0; i < fields.size(); i++) {
                problems.textObject(at + "/fields/" + i, fields.get(i), 2000, false);
            }
        }
        if (block.has("accessory")) {
            JsonNode accessory = block.path("accessory");
            if (Json.text(accessory, "type").equals("image")) {
                image(problems, at + "/accessory", accessory);
            } else if (Json.text(accessory, "type").matches(".*_input|datetimepicker")) {
                problems.add(at + "/accessory/type", "unsupported type: " + Json.text(accessory, "type"));
            } else {
                ElementRules.check(problems, at + "/accessory", accessory);
            }
        }
    }

    private static void context(Problems problems, String at, JsonNode elements) {
        problems.size(at + "/elements", elements, 1, 10);
        for (int i = 0; i < elements.size(); i++) {
            String pointer = at + "/elements/" + i;
            if (Json.text(elements.get(i), "type").equals("image")) {
                image(problems, pointer, elements.get(i));
            } else {
                problems.textObject(pointer, elements.get(i), 2000, false);
            }
        }
    }

    private static void actions(Problems problems, String at, JsonNode block) {
        JsonNode elements = block.path("elements");
        problems.size(at + "/elements", elements, 1, 25);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String pointer = at + "/elements/" + i;
            String type = Json.text(elements.get(i), "type");
            if (type.endsWith("_input") || type.startsWith("multi_")) {
                problems.add(pointer + "/type", "unsupported type: " + type);
            }
            ElementRules.check(problems, pointer, elements.get(i));
            String id = Json.text(elements.get(i), "action_id");
            if (!id.isEmpty() && !ids.add(id)) {
                problems.add(pointer + "/action_id", "`action_id` \"" + id + "\" already exists");
            }
        }
    }

    private static void input(Problems problems, String at, JsonNode block) {
        problems.requireTextObject(at, block, "label", 2000, true);
        problems.textObjectIfAny(at, block, "hint", 2000, true);
        if (!block.has("element")) {
            problems.add(at, "missing required field: element");
            return;
        }
        String type = Json.text(block.path("element"), "type");
        if (INPUT_ELEMENTS.contains(type)) {
            ElementRules.check(problems, at + "/element", block.path("element"));
        } else {
            problems.add(at + "/element/type", "unsupported type: " + type);
        }
    }

    private static void image(Problems problems, String at, JsonNode image) {
        problems.requireText(at, image, "alt_text", 2000);
        if (!image.has("slack_file")) {
            problems.requireText(at, image, "image_url", 3000);
        }
        problems.textObjectIfAny(at, image, "title", 2000, true);
    }
}
