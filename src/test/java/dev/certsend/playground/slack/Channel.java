package dev.certsend.playground.slack;

import java.util.List;

/** A conversation as someone would read it who is shown everything. */
public final class Channel {

    private final Conversation conversation;

    Channel(Conversation conversation) {
        this.conversation = conversation;
    }

    public String id() {
        return conversation.id();
    }

    public String name() {
        return conversation.name();
    }

    /** What everyone sees, oldest first; not what only one person sees. */
    public List<Message> messages() {
        return conversation.messages().stream().filter(m -> !m.isEphemeral()).toList();
    }

    /** The newest of {@link #messages}. */
    public Message lastMessage() {
        List<Message> all = messages();
        if (all.isEmpty()) {
            throw new AssertionError("nothing was said in " + conversation.name());
        }
        return all.get(all.size() - 1);
    }
}
