package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message as it stands.
 *
 * @param ts Slack's time stamp, the message's id within its channel
 * @param author the user id of who wrote it
 * @param edits how often it was edited
 * @param onlyFor the only person who sees it, if it is ephemeral
 * @param files what it brought
 */
public record Message(
        String ts,
        String channelId,
        String author,
        String text,
        ArrayNode blocks,
        int edits,
        @Nullable String onlyFor,
        List<SharedFile> files) {

    public boolean isEphemeral() {
        return onlyFor != null;
    }

    boolean isSeenBy(String personId) {
        return onlyFor == null || onlyFor.equals(personId);
    }

    Message edited(String newText, ArrayNode newBlocks) {
        return new Message(ts, channelId, author, newText, newBlocks, edits + 1, onlyFor, files);
    }

    /** Everything a person reads in it: the text of its blocks, or the top-level text if it has none. */
    public String reads() {
        return blocks.isEmpty() ? text : Words.of(blocks, FormState.of(blocks, Json.object()));
    }

    /** Everything a person reads in one of its blocks. */
    public String reads(String blockId) {
        return Rows.reads(blocks, FormState.of(blocks, Json.object()), blockId);
    }

    /** The block_ids that offer this action, in reading order: where each row of a list has the same button. */
    public List<String> rows(String actionId) {
        return Rows.offering(blocks, actionId);
    }

    /** The block_id of the first such row at or after the block that reads these words. */
    public String row(String words, String actionId) {
        return Rows.find(blocks, words, actionId);
    }

    public boolean offers(String actionId) {
        return field(actionId).isPresent();
    }

    Optional<Field> field(String actionId) {
        return Field.of(blocks).stream()
                .filter(f -> f.actionId().equals(actionId))
                .findFirst();
    }

    Optional<Field> field(String blockId, String actionId) {
        return Field.of(blocks).stream()
                .filter(f -> f.blockId().equals(blockId) && f.actionId().equals(actionId))
                .findFirst();
    }

    /** The blocks as JSON, for what the other methods don't tell. */
    public JsonNode json() {
        return blocks;
    }
}
