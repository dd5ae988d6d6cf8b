package dev.certsend.certificate;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a test wants in a leaf; an empty subject is a certificate without a common name. */
public record Leaf(
        String subject, List<String> names, BigInteger serial, Instant notBefore, Instant notAfter, boolean authority) {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    public static Leaf of(String commonName, String... names) {
        return new Leaf(
                "CN=" + commonName,
                List.of(names),
                new BigInteger("0669D46CAE79EF684A69777490602485", 16),
                NOW.minus(Duration.ofDays(10)),
                Instant.parse("2027-06-15T23:59:59Z"),
                false);
    }

    public Leaf subject(String distinguishedName) {
        return new Leaf(distinguishedName, names, serial, notBefore, notAfter, authority);
    }

    Leaf serial(String hex) {
        return new Leaf(subject, names, new BigInteger(hex, 16), notBefore, notAfter, authority);
    }

    Leaf valid(Instant from, Instant till) {
        return new Leaf(subject, names, serial, from, till, authority);
    }

    Leaf asAuthority() {
        return new Leaf(subject, names, serial, notBefore, notAfter, true);
    }
}
