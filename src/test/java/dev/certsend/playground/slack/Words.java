package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Every text a person reads in some blocks, one a line, in reading order. */
final class Words {

    private Words() {}

    static String of(JsonNode blocks) {
        List<String> found = new ArrayList<>();
        collect(blocks, found);
        return String.join("\n", found);
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.path("text").isTextual() && !node.path("text").asText().isBlank()) {
            found.add(node.path("text").asText());
        }
        node.forEach(child -> collect(child, found));
    }
}
