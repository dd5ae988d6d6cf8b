package dev.certsend.orders;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one form in which both orders and what people type are compared: composed, without case, without what can't be seen. */
final class SearchedText {
    /** What stands between the parts of an order's text. */
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

    /** Two letters or digits that are not plain, or have nothing plain on either side. */
    private static final Pattern FOREIGN_PAIR = Pattern.compile(
            "(?=(?!\\p{ASCII}{2})([\\p{L}\\p{N}]{2}))|(?<=\\P{ASCII})(?=([a-z0-9]{2})(?:\\P{ASCII}|$))");

    private SearchedText() {}

    /**
     * Order number, names (international ones in both forms), organization and serial number, each on a line. Behind them, each
     * on a line too, the pairs of letters that an index of trigrams could find by no plain neighbour.
     */
    static String of(Order order) {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(forms(order.commonName()));
        order.names().forEach(name -> names.addAll(forms(name)));
        String text = String.join(
                BETWEEN,
                Long.toString(order.orderId()),
                String.join(" ", names),
                folded(order.organization() == null ? "" : order.organization()),
                folded(order.serialNumber() == null ? "" : order.serialNumber()));
        return FOREIGN_PAIR
                .matcher(text)
                .results()
                .map(pair -> pair.group(1) == null ? pair.group(2) : pair.group(1))
                .distinct()
                .map(pair -> BETWEEN + pair)
                .collect(Collectors.joining("", text, ""));
    }

    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
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
