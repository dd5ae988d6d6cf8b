package dev.certsend.playground.slack;

import java.util.List;

/** A person in a channel. */
public final class Place {

    private final Person who;
    private final Conversation where;
    private final Deeds deeds;

    Place(Person who, Conversation where, Deeds deeds) {
        this.who = who;
        this.where = where;
        this.deeds = deeds;
    }

    /** Enters a line in the message box. A command goes to the app; the answer tells what came back. */
    public Answer types(String line) {
        if (where.isArchived()) {
            throw new IllegalStateException(where.name() + " is archived: there is no message box");
        }
        return deeds.types(who, where, line);
    }

    /** Sends a command which Slack's client would not let this person send. */
    public Answer forces(String command) {
        return deeds.commands(who, where, command);
    }

    /** All the person reads here, ephemeral messages included, oldest first. */
    public List<Message> messages() {
        return where.messages().stream().filter(m -> m.isSeenBy(who.id())).toList();
    }

    /** What only this person sees here, oldest first. */
    public List<Message> ephemerals() {
        return where.messages().stream()
                .filter(m -> who.id().equals(m.onlyFor()))
                .toList();
    }

    /** The newest of {@link #ephemerals}. */
    public Message lastEphemeral() {
        List<Message> all = ephemerals();
        if (all.isEmpty()) {
            throw new AssertionError(who.name() + " was told nothing in " + where.name());
        }
        return all.get(all.size() - 1);
    }
}
