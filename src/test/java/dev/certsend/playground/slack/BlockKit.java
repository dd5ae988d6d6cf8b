package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slack's limits on messages and views (docs.slack.dev, reference/block-kit and reference/views). An empty list means that Slack takes
 * it. Option values are held to 75, what the published types say, though the pages now allow 150.
 */
public final class BlockKit {

    public static final int MESSAGE_BLOCKS = 50;
    public static final int VIEW_BLOCKS = 100;
    public static final int VIEW_BYTES = 250_000;

    private static final int ID = 255;
    private static final int TITLE = 24;
    private static final int PRIVATE_METADATA = 3000;
    private static final Set<String> VIEW_FIELDS = Set.of(
            "type",
            "title",
            "blocks",
            "close",
            "submit",
            "private_metadata",
            "callback_id",
            "clear_on_close",
            "notify_on_close",
            "external_id",
            "submit_disabled");

    private BlockKit() {}

    /** What Slack would say against these blocks of a message. */
    public static List<String> problemsOfMessage(JsonNode blocks) {
        Problems problems = new Problems();
        if (!blocks.isArray()) {
            problems.add("/blocks", "must be an array");
        } else {
            blocks(problems, "/blocks", blocks, MESSAGE_BLOCKS);
            for (int i = 0; i < blocks.size(); i++) {
                if (Json.text(blocks.get(i), "type").equals("input")) {
                    problems.add("/blocks/" + i + "/type", "unsupported type: input");
                }
            }
        }
        return problems.found();
    }

    /** What Slack would say against this view. */
    public static List<String> problemsOfView(JsonNode view) {
        Problems problems = new Problems();
        String type = Json.text(view, "type");
        if (!type.equals("modal") && !type.equals("home")) {
            problems.add("/view/type", "must be modal or home");
        }
        view.fieldNames().forEachRemaining(name -> {
            if (!VIEW_FIELDS.contains(name)) {
                problems.add("/view", "invalid additional property: " + name);
            }
        });
        if (type.equals("modal")) {
            problems.requireTextObject("/view", view, "title", TITLE, true);
            problems.textObjectIfAny("/view", view, "submit", TITLE, true);
            problems.textObjectIfAny("/view", view, "close", TITLE, true);
        }
        problems.atMost("/view", view, "private_metadata", PRIVATE_METADATA);
        problems.atMost("/view", view, "callback_id", ID);
        problems.atMost("/view", view, "external_id", ID);
        if (!view.path("blocks").isArray()) {
            problems.add("/view", "missing required field: blocks");
        } else {
            blocks(problems, "/view/blocks", view.path("blocks"), VIEW_BLOCKS);
        }
        submit(problems, view);
        return problems.found();
    }

    static boolean isTooLarge(JsonNode view) {
        return view.toString().getBytes(StandardCharsets.UTF_8).length > VIEW_BYTES;
    }

    private static void submit(Problems problems, JsonNode view) {
        boolean asks = view.path("blocks").findValuesAsText("type").contains("input");
        if (asks && Json.text(view, "type").equals("modal") && !view.has("submit")) {
            problems.add("/view", "missing required field: submit");
        }
    }

    private static void blocks(Problems problems, String pointer, JsonNode blocks, int max) {
        problems.size(pointer, blocks, 0, max);
        Set<String> ids = new HashSet<>();
        int focused = 0;
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            String at = pointer + "/" + i;
            String id = Json.text(block, "block_id");
            problems.atMost(at, block, "block_id", ID);
            if (!id.isEmpty() && !ids.add(id)) {
                problems.add(at + "/block_id", "`block_id` already exists");
            }
            BlockRules.check(problems, at, block);
            focused += (int) block.findValues("focus_on_load").stream()
                    .filter(JsonNode::asBoolean)
                    .count();
        }
        if (focused > 1) {
            problems.add(pointer, "only one element may set focus_on_load");
        }
        long markdown = 0;
        for (JsonNode block : blocks) {
            markdown += Json.text(block, "type").equals("markdown")
                    ? Json.text(block, "text").length()
                    : 0;
        }
        if (markdown > 12_000) {
            problems.add(pointer, "markdown blocks may hold 12000 characters together");
        }
    }
}
