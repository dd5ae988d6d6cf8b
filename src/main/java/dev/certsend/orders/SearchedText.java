package dev.certsend.orders;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The one form in which both orders and what people type are compared: composed, in lower case, without what can't be seen. */
final class SearchedText {
    /** What stands between the four parts of an order's text. */
    static final String BETWEEN = "\n";

    private static final IDNA UNICODE = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Slack and telephones make these of the plain ones. */
    private static final Pattern CURLED_APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u02bc]");

    private static final Pattern LONG_HYPHENS = Pattern.compile("[\\u2010-\\u2015\\u2212]");

    private SearchedText() {}

    /** Order number, names (international ones in both forms), organization and serial number, each on a line. */
    static String of(Order order) {
        Set<String> names = new LinkedHashSet<>();
        names.add(order.commonName());
        names.addAll(order.names());
        for (String name : List.copyOf(names)) {
            names.add(UNICODE.nameToUnicode(name, new StringBuilder(), new IDNA.Info())
                    .toString());
        }
        return String.join(
                BETWEEN,
                Long.toString(order.orderId()),
                folded(String.join(" ", names)),
                folded(order.organization() == null ? "" : order.organization()),
                folded(order.serialNumber() == null ? "" : order.serialNumber()));
    }

    static String folded(String text) {
        String seen = UNSEEN.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        String typed = LONG_HYPHENS
                .matcher(CURLED_APOSTROPHES.matcher(seen).replaceAll("'"))
                .replaceAll("-");
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
