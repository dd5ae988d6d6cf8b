package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Lists made of blocks, each row with the same buttons in a block of its own. */
final class Rows {

    private Rows() {}

    static List<String> offering(JsonNode blocks, String actionId) {
        return Field.of(blocks).stream()
                .filter(f -> f.actionId().equals(actionId))
                .map(Field::blockId)
                .distinct()
                .toList();
    }

    static String find(JsonNode blocks, String words, String actionId) {
        return StreamSupport.stream(blocks.spliterator(), false)
                .dropWhile(b -> !Words.of(Json.array().add(b), Json.object()).contains(words))
                .filter(b -> !offering(Json.array().add(b), actionId).isEmpty())
                .map(b -> Json.text(b, "block_id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + words + " has " + actionId));
    }

    static String reads(JsonNode blocks, JsonNode values, String blockId) {
        return StreamSupport.stream(blocks.spliterator(), false)
                .filter(b -> Json.text(b, "block_id").equals(blockId))
                .map(b -> Words.of(Json.array().add(b), values))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no block " + blockId));
    }
}
