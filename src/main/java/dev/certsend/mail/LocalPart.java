package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part before the {@code @}: RFC 5321's {@code Dot-string}, with RFC 6531's letters beyond ASCII, without what some mail system
 * somewhere acts on: {@code %} and {@code !} (routes), {@code |} and the backtick (programs), a leading {@code -} (options) or
 * {@code /} (files).
 */
final class LocalPart {

    private static final int MOST_OCTETS = 64;

    /** Beyond ASCII letters, digits, and marks after them; no symbol, no punctuation, no white space. */
    private static final Pattern DOT_ATOM = Pattern.compile("(?![-/])A+(\\.A+)*"
            .replace("A", "(?:[A-Za-z0-9#$&'*+/=?^_{}~-]|[[\\p{L}\\p{Nd}]&&[^\\p{ASCII}]][\\p{Mn}\\p{Mc}]*+)"));

    private LocalPart() {}

    static void check(String localPart) {
        if (Unsafe.anyIn(localPart)) {
            throw new AddressRefused(Reason.CONTROL_CHARACTER);
        }
        if (octets(localPart) > MOST_OCTETS) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
        if (localPart.contains("=?")) {
            throw new AddressRefused(Reason.ENCODED_WORD);
        }
        boolean known = DOT_ATOM.matcher(localPart).matches();
        if (!known || (!isAscii(localPart) && !International.looksLikeItself(localPart))) {
            throw new AddressRefused(Reason.LOCAL_PART);
        }
    }

    /**
     * The local part in ASCII that nobody could tell from this one (UTS #39 section 4): {@code ceo} of three Cyrillic letters. Empty
     * where a letter looks like none of ASCII, or like several ({@code æ}), and where there is ASCII alone.
     */
    static Optional<String> lookAlike(String localPart) {
        return isAscii(localPart)
                ? Optional.empty()
                : Optional.of(International.seen(localPart)).filter(LocalPart::isAscii);
    }

    /** Any other character, halves of one apart, has more octets than UTF-16 units. */
    static boolean isAscii(String localPart) {
        return octets(localPart) == localPart.length();
    }

    static int octets(String localPart) {
        return localPart.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Apart, so that ICU's tables are loaded by the first international local part and not at start. */
    private static final class International {

        private static final Pattern ASCII_LETTER = Pattern.compile("[A-Za-z0-9]");

        /** Not another spelling of a plainer text (NFC, full-width letters, ligatures: RFC 8264 section 9.17), nor of mixed scripts. */
        static boolean looksLikeItself(String localPart) {
            return Normalizer.isNormalized(localPart, Normalizer.Form.NFKC) && !Scripts.mixed(localPart);
        }

        /** ASCII stays as it is, of which the tables take an m for rn. */
        static String seen(String localPart) {
            return localPart.codePoints().mapToObj(International::seen).collect(Collectors.joining());
        }

        private static String seen(int character) {
            String typed = Character.toString(character);
            String skeleton = character < 128 ? typed : Scripts.skeleton(typed);
            return ASCII_LETTER.matcher(skeleton).matches() ? skeleton : typed;
        }
    }
}
