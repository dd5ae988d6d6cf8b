package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message before it has a place in a channel. */
record Draft(
        String author,
        String text,
        ArrayNode blocks,
        @Nullable String onlyFor,
        List<SharedFile> files) {

    static Draft plain(String author, String text) {
        return new Draft(author, text, Json.array(), null, List.of());
    }

    static Draft fromApp(String text, ArrayNode blocks) {
        return new Draft(Workspace.APP_USER, text, named(blocks), null, List.of());
    }

    static Draft slackbot(String text, String onlyFor) {
        return new Draft(Workspace.SLACKBOT, text, Json.array(), onlyFor, List.of());
    }

    Draft onlyFor(String personId) {
        return new Draft(author, text, blocks, personId, files);
    }

    Draft with(List<SharedFile> shared) {
        return new Draft(author, text, blocks, onlyFor, List.copyOf(shared));
    }

    /** The blocks with Slack's own ids where the app gave none. */
    static ArrayNode named(JsonNode blocks) {
        ArrayNode named = Json.array();
        for (JsonNode block : blocks) {
            ObjectNode copy = block.deepCopy();
            if (Json.text(copy, "block_id").isEmpty()) {
                copy.put("block_id", Ids.hex().substring(0, 5));
            }
            Field.of(Json.array().add(copy)).forEach(field -> {
                if (field.actionId().isEmpty() && field.element() instanceof ObjectNode element) {
                    element.put("action_id", Ids.hex().substring(0, 5));
                }
            });
            named.add(copy);
        }
        return named;
    }
}
