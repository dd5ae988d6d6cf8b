package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The response_urls: five uses within thirty minutes, past any membership. */
final class ResponseUrls {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int USES = 5;

    /** @param ts the message it came from, if it came from one */
    private record Issued(
            String personId, Conversation where, @Nullable String ts, Instant at, int uses) {
        Issued used() {
            return new Issued(personId, where, ts, at, uses + 1);
        }
    }

    private final Workspace workspace;
    private final Supplier<String> address;
    private final Map<String, Issued> issued = new HashMap<>();

    /** @param address where this Slack can be reached, known once it listens */
    ResponseUrls(Workspace workspace, Supplier<String> address) {
        this.workspace = workspace;
        this.address = address;
    }

    synchronized String issue(String personId, Conversation where, @Nullable String ts) {
        String id = workspace.settings().teamId() + "/" + Ids.hex();
        issued.put(
                id, new Issued(personId, where, ts, workspace.settings().clock().instant(), 0));
        return address.get() + "response/" + id;
    }

    /** Does what the app posted there; throws {@code used_url}, {@code expired_url} and what is wrong with the message. */
    void use(String id, JsonNode message) {
        Issued from = redeem(id);
        if (message.path("delete_original").asBoolean(false)) {
            delete(from, message);
            return;
        }
        ArrayNode blocks = message.path("blocks") instanceof ArrayNode given ? given : Json.array();
        String text = Json.text(message, "text");
        if (text.isEmpty() && blocks.isEmpty()) {
            throw new SlackError("no_text");
        }
        List<String> problems = BlockKit.problemsOfMessage(blocks);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_blocks", problems);
        }
        if (message.path("replace_original").asBoolean(false) && from.ts() != null) {
            ArrayNode named = Draft.named(blocks);
            workspace.edit(from.where(), from.ts(), m -> m.edited(text, named));
            return;
        }
        Draft draft = Draft.fromApp(text, blocks);
        boolean forAll = Json.text(message, "response_type").equals("in_channel");
        workspace.post(from.where(), forAll ? draft : draft.onlyFor(from.personId()));
    }

    private synchronized Issued redeem(String id) {
        Issued found = issued.get(id);
        if (found == null) {
            throw new SlackError("invalid_url");
        }
        if (workspace.settings().clock().instant().isAfter(found.at().plus(LIFE))) {
            throw new SlackError("expired_url");
        }
        if (found.uses() >= USES) {
            throw new SlackError("used_url");
        }
        issued.put(id, found.used());
        return found;
    }

    private void delete(Issued from, JsonNode message) {
        if (message.size() > 1 || from.ts() == null) {
            throw new SlackError("invalid_arguments");
        }
        from.where().delete(from.ts());
        workspace.changed();
    }

    static ObjectNode ok() {
        return Json.object().put("ok", true);
    }
}
