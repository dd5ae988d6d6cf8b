package dev.certsend.mail;

import com.ibm.icu.text.IDNA;
import dev.certsend.mail.RefusedAddress.Reason;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Domains as DNS knows them: letters, digits and hyphens (RFC 1123 section 2.1), international ones by UTS #46 without the transitional mappings. */
final class DomainName {

    private static final int MOST_OCTETS = 253;
    private static final int MOST_IN_LABEL = 63;
    private static final int MOST_TYPED = 2 * MOST_OCTETS;
    private static final Pattern DOT = Pattern.compile("\\.");

    /** At least two labels; the last begins with a letter, so that no IPv4 address in any notation passes. */
    private static final Pattern HOST_NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])?");

    private DomainName() {}

    /**
     * The domain in lower-case A-labels.
     *
     * @throws AddressRefused if it is no host name, or would not look as typed (full-width letters, ligatures, ideographic dots)
     */
    static String ascii(String typed) {
        if (Unsafe.anyIn(typed)) {
            throw new AddressRefused(Reason.CONTROL_CHARACTER);
        }
        if (typed.length() > MOST_TYPED) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
        String lower = typed.toLowerCase(Locale.ROOT);
        boolean plain = lower.chars().allMatch(c -> c < 128) && !lower.startsWith("xn--") && !lower.contains(".xn--");
        return checked(plain ? lower : International.ascii(lower));
    }

    /** The domain with its A-labels as they read. */
    static String unicode(String ascii) {
        return ascii.contains("xn--") ? International.unicode(ascii) : ascii;
    }

    private static String checked(String ascii) {
        if (!HOST_NAME.matcher(ascii).matches()) {
            throw new AddressRefused(Reason.DOMAIN);
        }
        boolean longLabel = DOT.splitAsStream(ascii).anyMatch(label -> label.length() > MOST_IN_LABEL);
        if (longLabel || ascii.length() > MOST_OCTETS) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
        return ascii;
    }

    /** Apart, so that ICU's tables are loaded by the first international domain and not at start. */
    private static final class International {

        private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO);

        /** As IDNA 2008 has it (RFC 5892): UTS #46 alone lets signs pass, among them one that looks like a slash. */
        private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}.·・〇-]+");

        /** Each label by itself: {@code bücher.example} has Latin letters alone, and so may any neighbour of Greek ones. */
        private static boolean ofMixedScripts(String shown) {
            return DOT.splitAsStream(shown).anyMatch(Scripts::mixed);
        }

        static String unicode(String name) {
            return UTS46.nameToUnicode(name, new StringBuilder(), new IDNA.Info())
                    .toString();
        }

        static String ascii(String lower) {
            IDNA.Info faults = new IDNA.Info();
            String ascii = UTS46.nameToASCII(lower, new StringBuilder(), faults).toString();
            if (faults.getErrors().contains(IDNA.Error.LABEL_TOO_LONG)
                    || faults.getErrors().contains(IDNA.Error.DOMAIN_NAME_TOO_LONG)) {
                throw new AddressRefused(Reason.TOO_LONG);
            }
            String shown = unicode(lower);
            boolean looksAsTyped =
                    shown.equals(Normalizer.normalize(lower, Normalizer.Form.NFC)) || ascii.equals(lower);
            if (faults.hasErrors() || !looksAsTyped || !LETTERS.matcher(shown).matches() || ofMixedScripts(shown)) {
                throw new AddressRefused(Reason.DOMAIN);
            }
            return ascii;
        }
    }
}
