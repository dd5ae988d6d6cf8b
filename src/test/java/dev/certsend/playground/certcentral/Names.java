package dev.certsend.playground.certcentral;

import java.util.ArrayList;
import java.util.List;

/** What a certificate is for: the common name as the account shows it (perhaps with umlauts) and the DNS names as the certificate bears them. */
public record Names(String commonName, List<String> dnsNames) {

    public Names {
        dnsNames = List.copyOf(dnsNames);
    }

    /** The common name first, then the others. */
    public static Names of(String commonName, String... others) {
        List<String> all = new ArrayList<>();
        all.add(commonName);
        all.addAll(List.of(others));
        return new Names(commonName, all);
    }
}
