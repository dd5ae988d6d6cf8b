package dev.certsend.text;

import java.util.List;
import java.util.regex.Pattern;

/** Text by others line by line, as they typed it, for letters and pages. */
public final class ManyLines {
    /** Controls, line ends of Unicode's own, halves of characters, and what turns writing around. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\\t]]");

    private ManyLines() {}

    /**
     * The text's lines; what can't be seen, or ends a line for some readers only, becomes U+FFFD, so that nobody is shown
     * something else than was typed.
     */
    public static List<String> of(String text) {
        return text.lines()
                .map(line -> UNSEEN.matcher(line).replaceAll("\uFFFD"))
                .toList();
    }
}
