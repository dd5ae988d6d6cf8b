package dev.certsend.mail;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A relay's reply (RFC 5321 section 4.2), its lines made one.
 *
 * @param code three digits, or 0 where no reply came that could be read
 * @param enhancedCode RFC 2034; null if none
 * @param text without codes and control characters, at most 300 characters
 */
record SmtpReply(int code, @Nullable String enhancedCode, String text) {

    private static final int MOST_IN_TEXT = 300;
    private static final Pattern LINE =
            Pattern.compile("(?:\\d{3}[ -]?)?(?:([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s+|$))?(.*)");

    /** @param code what the reply begins with; anything below 100 counts as none */
    static SmtpReply of(int code, @Nullable String lines) {
        List<Matcher> read = (lines == null ? "" : lines)
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .toList();
        String enhanced = read.isEmpty() ? null : read.get(0).group(1);
        String text = read.stream().map(line -> line.group(2)).collect(Collectors.joining(" "));
        return new SmtpReply(code < 100 ? 0 : code, enhanced, clean(text));
    }

    static SmtpReply none(String why) {
        return new SmtpReply(0, null, clean(why));
    }

    /** 4yz, 5yz, or nothing readable. */
    boolean isFailure() {
        return code == 0 || code >= 400;
    }

    /** Nothing more can be said on this connection: it is gone, or about to be (421). */
    boolean endsConnection() {
        return code == 0 || code == 421;
    }

    /** Whether the enhanced code, of class 4 or 5, has this subject and detail: {@code 7.30}. */
    boolean tells(String subjectAndDetail) {
        return enhancedCode != null && enhancedCode.substring(2).equals(subjectAndDetail);
    }

    /** On one line of at most 300 characters, with nothing that can't be seen. */
    static String clean(String text) {
        String spaced = text.codePoints()
                .mapToObj(character -> Unsafe.is(character) ? " " : Character.toString(character))
                .collect(Collectors.joining());
        String line = spaced.strip().replaceAll(" {2,}", " ");
        return line.length() <= MOST_IN_TEXT ? line : line.substring(0, MOST_IN_TEXT - 1) + "…";
    }
}
