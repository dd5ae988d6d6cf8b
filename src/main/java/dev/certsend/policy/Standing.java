package dev.certsend.policy;

import java.util.Locale;

/** What a Slack user is to our workspace. Only members may do anything. */
public enum Standing {
    MEMBER,
    /** Invited to some channels only. */
    GUEST,
    BOT,
    /** Of another workspace, here through Slack Connect. */
    STRANGER,
    DEACTIVATED;

    /** As the database holds it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the words that refuse such a user. */
    String refusal() {
        return "door.refused." + text();
    }
}
