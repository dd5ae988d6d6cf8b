package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Free text as a header's value (RFC 2047), folded.
 *
 * <p>Whatever is not plain words is encoded, ASCII that looks encoded and doubled spaces too, so that a reader sees what was written.
 */
final class HeaderText {

    private static final Pattern PLAIN_WORDS = Pattern.compile("[!-~]+( [!-~]+)*");
    private static final int MOST_IN_LINE = 60;
    /** An encoded word may have 75 characters, 12 of them its frame: 45 octets become 60. */
    private static final int MOST_OCTETS = 45;

    private HeaderText() {}

    static String of(String text) {
        boolean plain = PLAIN_WORDS.matcher(text).matches() && !text.contains("=?");
        return plain ? folded(text) : encoded(text);
    }

    private static String folded(String words) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : words.split(" ", -1)) {
            if (column > 0) {
                boolean newLine = column + word.length() > MOST_IN_LINE;
                lines.append(newLine ? "\r\n " : " ");
                column = newLine ? 0 : column;
            }
            lines.append(word);
            column += word.length() + 1;
        }
        return lines.toString();
    }

    /** As encoded words, whatever the text. */
    static String encoded(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int octets = 0;
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            int more = next.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MOST_OCTETS) {
                words.add(encodedWord(piece));
                piece.setLength(0);
                octets = 0;
            }
            piece.append(next);
            octets += more;
        }
        if (octets > 0) {
            words.add(encodedWord(piece));
        }
        return String.join("\r\n ", words);
    }

    private static String encodedWord(CharSequence piece) {
        byte[] octets = piece.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
}
