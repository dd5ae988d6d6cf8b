package dev.certsend.text;

import java.util.regex.Pattern;

/** Text by others as one line that shows all it holds: for names, headers, log lines and audit entries. */
public final class OneLine {
    /** Controls, formats (bidirectional overrides among them), halves of surrogate pairs, line and paragraph separators. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    /** The text with what can't be seen turned into blanks, at most so many characters, the last an ellipsis where it was cut. */
    public static String of(String text, int most) {
        String line = UNSEEN.matcher(text).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
