package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;
import java.util.regex.Pattern;

/**
 * The part before the {@code @}: RFC 5321's {@code Dot-string} without what some mail system somewhere acts on: {@code %} and {@code !}
 * (routes), {@code |} and the backtick (programs), a leading {@code -} (options) or {@code /} (files).
 */
final class LocalPart {

    private static final int MOST_OCTETS = 64;
    private static final Pattern DOT_ATOM =
            Pattern.compile("(?![-/])[A-Za-z0-9#$&'*+/=?^_{}~-]+(\\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*");

    private LocalPart() {}

    static void check(String localPart) {
        if (Unsafe.anyIn(localPart)) {
            throw new AddressRefused(Reason.CONTROL_CHARACTER);
        }
        if (localPart.chars().anyMatch(c -> c > 126)) {
            throw new AddressRefused(Reason.NON_ASCII_LOCAL_PART);
        }
        if (localPart.length() > MOST_OCTETS) {
            throw new AddressRefused(Reason.TOO_LONG);
        }
        if (localPart.contains("=?")) {
            throw new AddressRefused(Reason.ENCODED_WORD);
        }
        if (!DOT_ATOM.matcher(localPart).matches()) {
            throw new AddressRefused(Reason.LOCAL_PART);
        }
    }
}
