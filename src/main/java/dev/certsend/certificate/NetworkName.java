package dev.certsend.certificate;

import com.ibm.icu.text.IDNA;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One spelling for each host name or IP address, so that an order's names and a certificate's can be compared as
 * text.
 */
final class NetworkName {

    private static final int LONGEST_LABEL = 63;

    /** UTS 46, as browsers read names; the JDK only knows the rules of 2003, by which straße is strasse. */
    private static final IDNA A_LABELS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:][0-9a-f:.]*");

    private NetworkName() {}

    /** Lower case, A-labels for international names (RFC 5890), no final dot; an IPv6 address in its eight groups. */
    static String canonical(String name) {
        String plain = fold(fold(name).replace('\u3002', '.')).strip();
        String rootless = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        if (rootless.indexOf(':') >= 0) {
            return address(rootless);
        }
        return Arrays.stream(rootless.split("\\.", -1)).map(NetworkName::aLabel).collect(Collectors.joining("."));
    }

    /** Lower case may undo the normal form. */
    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static String aLabel(String label) {
        boolean ascii = label.chars().allMatch(character -> character < 0x80);
        if (ascii || label.length() > LONGEST_LABEL) {
            return label;
        }
        IDNA.Info info = new IDNA.Info();
        StringBuilder aLabel = A_LABELS.labelToASCII(label, new StringBuilder(), info);
        return info.hasErrors() ? label : aLabel.toString();
    }

    /** Nothing is looked up: a text with a colon that begins like an address is one or is refused. */
    private static String address(String text) {
        if (!IPV6.matcher(text).matches()) {
            return text;
        }
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
