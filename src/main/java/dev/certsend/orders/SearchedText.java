package dev.certsend.orders;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The one form in which both orders and what people type are compared: composed, without case, without what can't be seen. */
final class SearchedText {
    /** What stands between the four parts of an order's text. */
    static final String BETWEEN = "\n";

    private static final IDNA INTERNATIONAL =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.NONTRANSITIONAL_TO_ASCII);

    /** Lower case alone would tell a Greek sigma inside a word from one at its end, and not always be composed. */
    private static final Normalizer2 CASELESS = Normalizer2.getNFKCCasefoldInstance();

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Slack and telephones make these of the plain ones. */
    private static final Pattern CURLED_APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u02bc]");

    private static final Pattern LONG_HYPHENS = Pattern.compile("[\\u2010-\\u2015\\u2212]");

    private SearchedText() {}

    /** Order number, names (international ones in both forms), organization and serial number, each on a line. */
    static String of(Order order) {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(forms(order.commonName()));
        order.names().forEach(name -> names.addAll(forms(name)));
        return String.join(
                BETWEEN,
                Long.toString(order.orderId()),
                String.join(" ", names),
                folded(order.organization() == null ? "" : order.organization()),
                folded(order.serialNumber() == null ? "" : order.serialNumber()));
    }

    /** A name as it is, as an international one, and as ASCII. */
    static Set<String> forms(String name) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(folded(name));
        forms.add(folded(INTERNATIONAL.nameToUnicode(name, new StringBuilder(), new IDNA.Info())));
        forms.add(folded(INTERNATIONAL.nameToASCII(name, new StringBuilder(), new IDNA.Info())));
        return forms;
    }

    static String folded(CharSequence text) {
        String seen = UNSEEN.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        String plain = CURLED_APOSTROPHES.matcher(CASELESS.normalize(seen)).replaceAll("'");
        return BLANKS.matcher(LONG_HYPHENS.matcher(plain).replaceAll("-"))
                .replaceAll(" ")
                .strip();
    }
}
