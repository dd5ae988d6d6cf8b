package dev.certsend.slack;

import java.util.regex.Pattern;

/** Text by others, made harmless for Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text). */
public final class Mrkdwn {
    /** What turns the direction of all that follows. */
    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private Mrkdwn() {}

    /** The three characters that can open a mention, a link or a broadcast, as entities; nothing turns the text after it. */
    public static String escape(String text) {
        return TURNING.matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** Undoes Slack's own escaping of what a person typed into a command. */
    public static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** The text cut to so many characters, the last one an ellipsis where something was left out. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** Text by others in a fixed pitch. */
    public static String code(String text) {
        return '`' + escape(text).replace('`', '\'') + '`';
    }

    /** A person, named by Slack in the reader's own way. */
    public static String person(String userId) {
        return "<@" + userId + ">";
    }
}
