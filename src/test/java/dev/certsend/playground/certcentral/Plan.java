package dev.certsend.playground.certcentral;

import dev.certsend.playground.certcentral.LocalOrder.Quirk;
import java.util.Set;

/**
 * What an order is to be, before it gets its numbers and dates.
 *
 * @param age days since its certificate began to be valid, or since the order was placed if it has none
 * @param days how long the certificate is valid, at most 200 (the public CAs' limit since March 2026)
 */
record Plan(
        Product product, String status, Organization organization, Names names, int age, int days, Set<Quirk> quirks) {

    private static final Set<String> WITH_FILE = Set.of("issued", "reissue_pending", "revoked", "expired");

    Plan {
        if (days < 1 || days > 200) {
            throw new IllegalArgumentException("a certificate is valid 1 to 200 days, not " + days);
        }
        quirks = Set.copyOf(quirks);
    }

    boolean hasFile() {
        return WITH_FILE.contains(status);
    }
}
