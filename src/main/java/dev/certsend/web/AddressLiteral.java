package dev.certsend.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as they stand in headers and settings; the DNS is never asked. */
final class AddressLiteral {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})(?::[0-9]{1,5})?");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}(?:[0-9.]{3,15})?");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::[0-9]{1,5})?");
    private static final Pattern ZONE = Pattern.compile("%[0-9A-Za-z._-]{1,20}$");

    private AddressLiteral() {}

    /** An address, with or without a port, brackets and a zone, of which nothing is kept; empty for anything else. */
    static Optional<InetAddress> read(String text) {
        Matcher v4 = V4.matcher(text);
        if (v4.matches()) {
            return address(v4.group(1));
        }
        Matcher brackets = BRACKETS.matcher(text);
        String bare =
                ZONE.matcher(brackets.matches() ? brackets.group(1) : text).replaceFirst("");
        // With a colon in it, Java takes it for an address or for nothing, never for a name.
        return bare.contains(":") && V6.matcher(bare).matches() ? address(bare) : Optional.empty();
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
