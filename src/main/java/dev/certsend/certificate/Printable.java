package dev.certsend.certificate;

import java.util.regex.Pattern;

/** Text of a certificate made fit for one line of a log or a letter. Certificates are written by strangers. */
final class Printable {

    private static final int LONGEST = 300;

    /**
     * Control, format (among them the ones that turn writing around), surrogate, unassigned; and the two Unicode line
     * ends.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** Each unprintable character becomes U+FFFD and is not dropped, so that no name can turn into another one. */
    static String line(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
