package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** chat.postMessage, chat.update, chat.postEphemeral. */
final class ChatApi {

    private static final int CUT = 40_000;
    private static final int UPDATE = 4_000;

    private final Workspace workspace;
    private final Faults faults;
    private final Map<String, Instant> lastPosts = new HashMap<>();

    ChatApi(Workspace workspace, Faults faults) {
        this.workspace = workspace;
        this.faults = faults;
    }

    ObjectNode post(Arguments arguments) {
        Conversation where = open(arguments.required("channel"));
        Draft draft = draft(arguments);
        pace(where.id());
        Message message = workspace.post(where, draft);
        ObjectNode answer = ok().put("channel", where.id()).put("ts", message.ts());
        answer.set("message", json(message, workspace.settings()));
        return answer;
    }

    ObjectNode postEphemeral(Arguments arguments) {
        Conversation where = open(arguments.required("channel"));
        String user = arguments.required("user");
        if (!where.has(user)) {
            throw new SlackError("user_not_in_channel");
        }
        Message message = workspace.post(where, draft(arguments).onlyFor(user));
        return ok().put("message_ts", message.ts());
    }

    ObjectNode update(Arguments arguments) {
        Conversation where = visible(workspace.conversation(arguments.required("channel")));
        String ts = arguments.required("ts");
        Message message =
                where.message(ts).filter(m -> !m.isEphemeral()).orElseThrow(() -> new SlackError("message_not_found"));
        if (!message.author().equals(Workspace.APP_USER)) {
            throw new SlackError("cant_update_message");
        }
        if (arguments.text("text").length() > UPDATE) {
            throw new SlackError("msg_too_long");
        }
        Draft draft = draft(arguments);
        String text = arguments.has("text") ? draft.text() : message.text();
        workspace.edit(where, ts, m -> m.edited(text, draft.blocks()));
        ObjectNode answer = ok().put("channel", where.id()).put("ts", ts).put("text", text);
        answer.set("message", json(where.message(ts).orElseThrow(), workspace.settings()));
        return answer;
    }

    private Draft draft(Arguments arguments) {
        String text = arguments.text("text");
        ArrayNode blocks = arguments.array("blocks");
        if (text.isBlank() && blocks.isEmpty()) {
            throw new SlackError("no_text");
        }
        List<String> problems = BlockKit.problemsOfMessage(blocks);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_blocks", problems);
        }
        return Draft.fromApp(text.substring(0, Math.min(CUT, text.length())), blocks);
    }

    /** The conversation the app may write to under this id, name or user id. */
    private Conversation open(String channel) {
        if (channel.startsWith("U")) {
            return direct(channel);
        }
        Conversation where = visible(workspace.conversations().stream()
                .filter(c -> c.id().equals(channel) || ("#" + c.name()).equals(channel))
                .findFirst());
        if (where.isArchived()) {
            throw new SlackError("is_archived");
        }
        boolean anyPublic = workspace.grants("chat:write.public");
        if (!where.has(Workspace.APP_USER) && !anyPublic) {
            throw new SlackError("not_in_channel");
        }
        return where;
    }

    private Conversation direct(String user) {
        Person person = workspace.person(user).orElseThrow(() -> new SlackError("channel_not_found"));
        if (person.isBot()) {
            throw new SlackError("cannot_dm_bot");
        }
        if (person.kind() == Person.Kind.STRANGER) {
            throw new SlackError("channel_not_found");
        }
        return workspace.appDirectMessage(user);
    }

    private static Conversation visible(Optional<Conversation> found) {
        return found.filter(c -> c.kind() == Conversation.Kind.PUBLIC || c.has(Workspace.APP_USER))
                .orElseThrow(() -> new SlackError("channel_not_found"));
    }

    private synchronized void pace(String channel) {
        Instant now = workspace.settings().clock().instant();
        Instant last = lastPosts.put(channel, now);
        if (faults.isPacing() && last != null && Duration.between(last, now).toMillis() < 1000) {
            lastPosts.put(channel, last);
            throw new SlackError("ratelimited");
        }
    }

    /** The message object in answers and payloads. */
    static ObjectNode json(Message message, SlackSettings settings) {
        ObjectNode json = Json.object().put("type", "message").put("user", message.author());
        if (message.author().equals(Workspace.APP_USER)) {
            json.put("bot_id", Workspace.APP_BOT).put("app_id", settings.appId());
        }
        json.put("text", message.text()).put("ts", message.ts()).put("team", settings.teamId());
        json.set("blocks", message.blocks());
        return json;
    }

    private static ObjectNode ok() {
        return Json.object().put("ok", true);
    }
}
