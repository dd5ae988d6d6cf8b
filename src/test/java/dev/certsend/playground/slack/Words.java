package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every text a person reads in some blocks, one a line, in reading order. */
final class Words {

    /** What shows only once something is opened or pressed. */
    private static final Set<String> HIDDEN =
            Set.of("options", "option_groups", "initial_option", "initial_options", "confirm");

    private Words() {}

    /** @param values what the elements hold: of a closed menu only its choice is read */
    static String of(JsonNode blocks, JsonNode values) {
        List<String> found = new ArrayList<>();
        blocks.forEach(block -> collect(block, values.path(Json.text(block, "block_id")), found));
        return String.join("\n", found);
    }

    private static void collect(JsonNode node, JsonNode held, List<String> found) {
        if (node.path("text").isTextual() && !node.path("text").asText().isBlank()) {
            found.add(node.path("text").asText());
        }
        boolean closed = Json.text(node, "type").endsWith("select")
                || Json.text(node, "type").equals("overflow");
        if (closed) {
            texts(held.path(Json.text(node, "action_id")), found);
        }
        node.properties().forEach(child -> {
            boolean hidden =
                    closed ? HIDDEN.contains(child.getKey()) : child.getKey().matches("confirm|initial_option.*");
            if (!hidden) {
                collect(child.getValue(), held, found);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> collect(child, held, found));
        }
    }

    private static void texts(JsonNode state, List<String> found) {
        if (state.path("text").path("text").isTextual()) {
            found.add(state.path("text").path("text").asText());
        } else {
            state.forEach(child -> texts(child, found));
        }
    }
}
