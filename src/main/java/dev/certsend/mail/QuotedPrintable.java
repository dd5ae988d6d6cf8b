package dev.certsend.mail;

import java.nio.charset.StandardCharsets;

/**
 * Text as quoted-printable in UTF-8 (RFC 2045 section 6.7): whatever the text, since it alone keeps the spaces at line ends that stop
 * Outlook from joining lines.
 */
final class QuotedPrintable {

    private static final int MOST_IN_LINE = 76;
    private static final byte QUOTED = 3;
    /** How many columns each octet takes where it isn't the last of its line. */
    private static final byte[] WIDTHS = widths();

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] octets;
    /** An octet becomes three at most, and there is a soft break for no fewer than 24 octets. */
    private final byte[] quoted;

    private int length;

    private QuotedPrintable(byte[] octets) {
        this.octets = octets;
        this.quoted = new byte[4 * octets.length];
    }

    static String of(String text) {
        QuotedPrintable writer = new QuotedPrintable(text.getBytes(StandardCharsets.UTF_8));
        writer.lines();
        return new String(writer.quoted, 0, writer.length, StandardCharsets.US_ASCII);
    }

    /** CRLF, CR and LF end a line; in UTF-8 neither octet is part of another character. */
    private void lines() {
        int start = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\r' || octets[i] == '\n') {
                line(start, i);
                append('\r', '\n');
                if (octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        line(start, octets.length);
    }

    private void line(int start, int end) {
        int column = 0;
        int from = start;
        for (int i = start; i < end; i++) {
            boolean last = i == end - 1;
            int octet = octets[i] & 255;
            int width = last && isBlank(octet) ? QUOTED : WIDTHS[octet];
            if (column + width > MOST_IN_LINE - (last ? 0 : 1)) { // the soft break's own sign needs a column
                copy(from, i);
                from = i;
                append('=', '\r', '\n');
                column = 0;
            }
            if (width == QUOTED) {
                copy(from, i);
                from = i + 1;
                append('=', HEX[octet >> 4], HEX[octet & 15]);
            }
            column += width;
        }
        copy(from, end);
    }

    /** What needs no quoting, in one go: that is nearly all of a letter. */
    private void copy(int start, int end) {
        System.arraycopy(octets, start, quoted, length, end - start);
        length += end - start;
    }

    private void append(int... signs) {
        for (int sign : signs) {
            quoted[length++] = (byte) sign;
        }
    }

    private static byte[] widths() {
        byte[] widths = new byte[256];
        for (int octet = 0; octet < widths.length; octet++) {
            boolean plain = octet > ' ' && octet < 127 && octet != '=';
            widths[octet] = plain || isBlank(octet) ? 1 : QUOTED;
        }
        return widths;
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
