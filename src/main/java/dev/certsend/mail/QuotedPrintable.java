package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Text as quoted-printable in UTF-8 (RFC 2045 section 6.7): whatever the text, since it alone keeps the spaces at line ends that stop
 * Outlook from joining lines.
 */
final class QuotedPrintable {

    private static final int MOST_IN_LINE = 76;
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private QuotedPrintable() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + text.length() / 8);
        String[] lines = LINE_END.split(text, -1);
        for (int i = 0; i < lines.length; i++) {
            line(lines[i].getBytes(StandardCharsets.UTF_8), quoted);
            if (i < lines.length - 1) {
                quoted.append("\r\n");
            }
        }
        return quoted.toString();
    }

    private static void line(byte[] octets, StringBuilder quoted) {
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            boolean last = i == octets.length - 1;
            boolean asIs = isPlain(octets[i]) || (isBlank(octets[i]) && !last);
            int width = asIs ? 1 : 3;
            if (column + width > MOST_IN_LINE - (last ? 0 : 1)) { // the soft break's own sign needs a column
                quoted.append("=\r\n");
                column = 0;
            }
            if (asIs) {
                quoted.append((char) octets[i]);
            } else {
                quoted.append('=').append(HEX.toHexDigits(octets[i]));
            }
            column += width;
        }
    }

    private static boolean isPlain(byte octet) {
        return octet > ' ' && octet < 127 && octet != '=';
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
