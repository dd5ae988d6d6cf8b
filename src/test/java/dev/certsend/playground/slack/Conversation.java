package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;

/** A channel or direct message: who is in it and what was said. */
final class Conversation {

    enum Kind {
        PUBLIC,
        PRIVATE,
        DIRECT
    }

    private final String id;
    private final String name;
    private final Kind kind;
    private final boolean archived;
    private final Set<String> members;
    private final List<Message> messages = new ArrayList<>();

    Conversation(String id, String name, Kind kind, boolean archived, List<String> members) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.archived = archived;
        this.members = new CopyOnWriteArraySet<>(members);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    boolean isArchived() {
        return archived;
    }

    Set<String> members() {
        return members;
    }

    boolean has(String personId) {
        return members.contains(personId);
    }

    /** The name in payloads, where Slack hides those of private conversations. */
    String payloadName() {
        return switch (kind) {
            case PUBLIC -> name;
            case PRIVATE -> "privategroup";
            case DIRECT -> "directmessage";
        };
    }

    synchronized void add(Message message) {
        messages.add(message);
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    synchronized Optional<Message> message(String ts) {
        return messages.stream().filter(m -> m.ts().equals(ts)).findFirst();
    }

    synchronized void edit(String ts, UnaryOperator<Message> change) {
        messages.replaceAll(m -> m.ts().equals(ts) ? change.apply(m) : m);
    }

    synchronized void delete(String ts) {
        messages.removeIf(m -> m.ts().equals(ts));
    }

    /** The channel object of conversations.info. */
    ObjectNode json(String appUser) {
        ObjectNode channel = Json.object().put("id", id).put("created", 1_700_000_000);
        channel.put("is_channel", kind == Kind.PUBLIC).put("is_group", kind == Kind.PRIVATE);
        channel.put("is_im", kind == Kind.DIRECT).put("is_mpim", false).put("is_private", kind != Kind.PUBLIC);
        channel.put("is_archived", archived).put("is_general", name.equals("general"));
        channel.put("is_shared", false).put("is_ext_shared", false).put("is_org_shared", false);
        if (kind != Kind.DIRECT) {
            channel.put("name", name).put("name_normalized", name).put("is_member", has(appUser));
        } else {
            members.stream().filter(m -> !m.equals(appUser)).findFirst().ifPresent(m -> channel.put("user", m));
        }
        return channel;
    }

    static ArrayNode noBlocks() {
        return Json.array();
    }
}
