package dev.certsend.mail;

import java.nio.charset.StandardCharsets;

/**
 * Text as quoted-printable in UTF-8 (RFC 2045 section 6.7): whatever the text, since it alone keeps the spaces at line ends that stop
 * Outlook from joining lines.
 */
final class QuotedPrintable {

    private static final int MOST_IN_LINE = 76;
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
        for (int i = start; i < end; i++) {
            boolean last = i == end - 1;
            boolean asIs = isPlain(octets[i]) || (isBlank(octets[i]) && !last);
            int width = asIs ? 1 : 3;
            if (column + width > MOST_IN_LINE - (last ? 0 : 1)) { // the soft break's own sign needs a column
                append('=', '\r', '\n');
                column = 0;
            }
            if (asIs) {
                quoted[length++] = octets[i];
            } else {
                append('=', HEX[octets[i] >> 4 & 15], HEX[octets[i] & 15]);
            }
            column += width;
        }
    }

    private void append(int... signs) {
        for (int sign : signs) {
            quoted[length++] = (byte) sign;
        }
    }

    private static boolean isPlain(byte octet) {
        return octet > ' ' && octet < 127 && octet != '=';
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
