package dev.certsend.send;

import dev.certsend.slack.Mrkdwn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code /cert-send}: words that name an order, and addresses.
 *
 * @param help whether only the usage is wanted
 * @param order the words that name an order, often empty
 * @param recipients the addresses, as the form's field takes them
 */
record TypedCommand(boolean help, String order, String recipients) {
    /** Slack turns an address into a link of exactly this form. */
    private static final Pattern MAIL_LINK = Pattern.compile("<mailto:([^|<>]+)\\|\\1>");

    /** A word with a separator behind it or before it. */
    private static final Pattern LISTED = Pattern.compile("[,;].*|[^\"]*[,;]");

    private static final int MOST = 2000;

    static TypedCommand read(@Nullable String text) {
        String typed = text == null ? "" : text.strip();
        if (typed.equalsIgnoreCase("help") || typed.equals("?") || typed.length() > MOST) {
            return new TypedCommand(true, "", "");
        }
        Matcher links = MAIL_LINK.matcher(typed);
        String plain = Mrkdwn.unescape(links.replaceAll(found -> Matcher.quoteReplacement(found.group(1))));
        List<String> words = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String piece : plain.split("[\\s\\p{Cntrl}]+", -1)) {
            // A comma is part of a query, as in status:issued,expired, but stands between addresses.
            boolean listed = piece.indexOf('@') >= 0 || LISTED.matcher(piece).matches();
            for (String part : listed ? piece.split("[,;]+", -1) : new String[] {piece}) {
                if (!part.isEmpty()) {
                    (part.indexOf('@') >= 0 ? addresses : words).add(part);
                }
            }
        }
        boolean nothingToRead = !typed.isEmpty() && words.isEmpty() && addresses.isEmpty();
        return new TypedCommand(nothingToRead, String.join(" ", words), String.join(", ", addresses));
    }
}
