package dev.certsend.manage;

import dev.certsend.link.LinkQuestion;
import dev.certsend.mail.AddressRefused;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Mrkdwn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code /cert-send links}.
 *
 * @param everybody whether the links of the whole workspace are meant, not only one's own
 * @param words all of which an entry must have
 */
record LinkQuery(boolean everybody, List<String> words) {
    private static final String COMMAND = "links";
    private static final String EVERYBODY = "all";
    private static final Pattern MAIL_LINK = Pattern.compile("<mailto:([^|<>]+)\\|\\1>");

    /** Short enough for a block's id. */
    private static final int MOST = 150;

    /** Whether the text behind {@code /cert-send} is about links: its first word is exactly that. */
    static boolean isMeant(@Nullable String text) {
        return text != null && text.strip().split("\\s+", 2)[0].equalsIgnoreCase(COMMAND);
    }

    /** Reads the text behind {@code /cert-send}, as Slack escaped it; empty where only help is wanted, or it is too long. */
    static Optional<LinkQuery> typed(String text) {
        Matcher links = MAIL_LINK.matcher(text.strip().substring(COMMAND.length()));
        String plain = Mrkdwn.unescape(links.replaceAll(found -> Matcher.quoteReplacement(found.group(1))))
                .strip();
        return plain.equalsIgnoreCase("help") || plain.equals("?") || plain.length() > MOST
                ? Optional.empty()
                : Optional.of(read(plain));
    }

    /** Reads what {@link #written} wrote. */
    static LinkQuery read(String plain) {
        List<String> words = Arrays.stream(plain.split("[\\s\\p{Cntrl}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean everybody = !words.isEmpty() && words.get(0).equalsIgnoreCase(EVERYBODY);
        return new LinkQuery(everybody, everybody ? words.subList(1, words.size()) : words);
    }

    String written() {
        return (everybody ? EVERYBODY + " " : "") + String.join(" ", words);
    }

    LinkQuestion question(String teamId, String userId) {
        return new LinkQuestion(
                teamId,
                everybody ? null : userId,
                words.stream().map(LinkQuery::canonical).toList());
    }

    /** A whole address as the database has it: an international domain in its ASCII form. */
    private static String canonical(String word) {
        try {
            return word.indexOf('@') > 0 ? EmailAddress.of(word).toString() : word;
        } catch (AddressRefused e) {
            return word;
        }
    }
}
