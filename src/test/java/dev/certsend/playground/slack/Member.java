package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who does things in the workspace. */
public final class Member {

    private final String id;
    private final Parts parts;
    private final Deeds deeds;
    private final ModalDeeds modals;

    Member(String id, Parts parts, Deeds deeds, ModalDeeds modals) {
        this.id = id;
        this.parts = parts;
        this.deeds = deeds;
        this.modals = modals;
    }

    /** The user id, {@code U…}. */
    public String id() {
        return id;
    }

    public String name() {
        return person().name();
    }

    /** In a channel ({@code #name} or id) of which the person is a member. */
    public Place in(String channel) {
        Conversation where = parts.workspace().named(channel);
        if (!where.has(id)) {
            throw new IllegalStateException(name() + " is not in " + channel);
        }
        return new Place(person(), where, deeds);
    }

    /** In the direct message with the app. */
    public Place withApp() {
        return new Place(person(), parts.workspace().appDirectMessage(id), deeds);
    }

    /** The modal on the person's screen. */
    public Modal modal() {
        OpenView top = parts.views().top(id).orElseThrow(() -> new AssertionError(name() + " has no modal open"));
        return new Modal(top, parts, modals);
    }

    public boolean hasModal() {
        return parts.views().top(id).isPresent();
    }

    /** Presses a button of a message and confirms where it asks. The message is taken as it stands now. */
    public Answer presses(Message message, String actionId) {
        Message now = now(message);
        return deeds.acts(person(), now, field(now, actionId), null);
    }

    /** Presses the button in this block, where several have the same action_id. */
    public Answer presses(Message message, String blockId, String actionId) {
        Message now = now(message);
        return deeds.acts(person(), now, field(now, blockId, actionId), null);
    }

    /** Chooses an option of a menu in a message, by its value; or sets a date. */
    public Answer chooses(Message message, String actionId, String value) {
        Message now = now(message);
        return chooses(now, field(now, actionId), value);
    }

    /** As {@link #chooses(Message, String, String)}, where several blocks have the same action_id. */
    public Answer chooses(Message message, String blockId, String actionId, String value) {
        Message now = now(message);
        return chooses(now, field(now, blockId, actionId), value);
    }

    private Answer chooses(Message now, Field field, String value) {
        JsonNode option = field.takesAnyValue()
                ? field.entry(value)
                : field.option(value)
                        .orElseThrow(() -> new AssertionError(field.actionId() + " does not offer " + value));
        return field.isOverflow()
                ? deeds.acts(person(), now, field, option)
                : deeds.chooses(person(), now, field, List.of(option));
    }

    /** The newest message that only this person sees in a channel. */
    public Message lastEphemeral(String channel) {
        return in(channel).lastEphemeral();
    }

    /** Presses a button of the message as it was when it was read, even if it is gone since. */
    public Answer pressesStale(Message message, String actionId) {
        return deeds.acts(person(), message, field(message, actionId), null);
    }

    /** What only this person sees in a channel, oldest first. */
    public List<Message> sees(String channel) {
        return in(channel).ephemerals();
    }

    /** What only this person sees, wherever, oldest first. */
    public List<Message> sees() {
        return parts.workspace().conversations().stream()
                .flatMap(c -> c.messages().stream())
                .filter(m -> id.equals(m.onlyFor()))
                .sorted(Comparator.comparing(Message::ts))
                .toList();
    }

    /** What was said between the app and this person, oldest first. */
    public List<Message> directMessages() {
        return new Channel(parts.workspace().appDirectMessage(id)).messages();
    }

    /** Changes the language in the preferences; the app is told by the event user_change. */
    public Answer switchesTo(String locale) {
        return becomes(person().withLocale(locale));
    }

    /** Gets another e-mail address, or none if it is empty; the app is told by the event user_change. */
    public Answer changesAddress(String email) {
        return becomes(person().withEmail(email));
    }

    /** Is made an admin of the workspace; the app is told by the event user_change. */
    public Answer becomesAdmin() {
        return becomes(person().withRank(Person.Rank.ADMIN));
    }

    /** Is made an admin of the workspace, and the event about it never sent. */
    public void becomesAdminUnseen() {
        parts.workspace().replace(person().withRank(Person.Rank.ADMIN));
    }

    /** Is an admin no more; the app is told by the event user_change. */
    public Answer becomesNoAdmin() {
        return becomes(person().withRank(Person.Rank.NONE));
    }

    /** The account is deactivated; the app is told by the event user_change. */
    public Answer leaves() {
        return becomes(person().withKind(Person.Kind.DEACTIVATED));
    }

    /** The account is deactivated, and the event about it never sent. */
    public void leavesUnseen() {
        parts.workspace().replace(person().withKind(Person.Kind.DEACTIVATED));
    }

    /** The account of a full member is there again; the app is told by the event user_change. */
    public Answer comesBack() {
        return becomes(person().withKind(Person.Kind.FULL_MEMBER));
    }

    private Answer becomes(Person changed) {
        parts.workspace().replace(changed);
        ObjectNode event = Json.object().put("type", "user_change");
        event.set("user", changed.json(true, parts.workspace().tellsAddresses()));
        event.put("cache_ts", parts.settings().clock().instant().getEpochSecond());
        event.put("event_ts", parts.workspace().nextTs());
        return deeds.event(new Payloads(parts).event(event), Map.of());
    }

    Person person() {
        return parts.workspace().person(id).orElseThrow();
    }

    Optional<OpenView> view() {
        return parts.views().top(id);
    }

    private Message now(Message message) {
        Message now = parts.workspace()
                .named(message.channelId())
                .message(message.ts())
                .orElseThrow(() -> new AssertionError("the message is gone"));
        if (!parts.workspace().named(message.channelId()).has(id) || !now.isSeenBy(id)) {
            throw new IllegalStateException(name() + " does not see this message");
        }
        return now;
    }

    private static Field field(Message message, String blockId, String actionId) {
        return message.field(blockId, actionId)
                .orElseThrow(() -> new AssertionError(
                        "the message has no " + actionId + " in block " + blockId + ": " + message.blocks()));
    }

    private static Field field(Message message, String actionId) {
        return message.field(actionId)
                .orElseThrow(() -> new AssertionError("the message has no " + actionId + ": " + message.blocks()));
    }
}
