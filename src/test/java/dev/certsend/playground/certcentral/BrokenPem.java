package dev.certsend.playground.certcentral;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files that must never reach anybody, made from an order's true certificate. Give one to {@link LocalCertCentral#answerPem}. */
public final class BrokenPem {

    private final LittleCa ca;
    private final Leaf leaf;

    BrokenPem(LittleCa ca, Leaf leaf) {
        this.ca = ca;
        this.leaf = leaf;
    }

    /** The right serial number and dates, but for names the order does not have. */
    public String withNames(String commonName, String... others) {
        return chain(new Leaf(
                leaf.serial(), Names.of(commonName, others), leaf.validity(), leaf.validation(), leaf.organization()));
    }

    /** Ended a month before that day. */
    public String expiredBefore(LocalDate today) {
        return chain(new Leaf(
                leaf.serial(),
                leaf.names(),
                Validity.ofDays(today.minusDays(130), 100),
                leaf.validation(),
                leaf.organization()));
    }

    /** A serial number that differs in its last digit. */
    public String withAnotherSerial() {
        String start = leaf.serial().substring(0, 31);
        String last = leaf.serial().endsWith("0") ? "1" : "0";
        return chain(new Leaf(start + last, leaf.names(), leaf.validity(), leaf.validation(), leaf.organization()));
    }

    /** The right certificates, the leaf last and the root in the middle. */
    public String shuffled() {
        List<X509Certificate> chain = certificates(leaf);
        Collections.swap(chain, 0, 1);
        Collections.swap(chain, 1, 2);
        return Pem.of(chain);
    }

    /** The leaf alone, followed by an issuer that did not sign it. */
    public String withAnotherIssuer() {
        Product.Validation other =
                leaf.validation() == Product.Validation.DV ? Product.Validation.OV : Product.Validation.DV;
        return Pem.of(ca.issue(leaf)) + Pem.of(ca.above(other));
    }

    /** The leaf alone. */
    public String withoutIssuers() {
        return Pem.of(ca.issue(leaf));
    }

    /** The right chain with the private key in its middle. */
    public String withPrivateKey() {
        return Pem.of(ca.issue(leaf)) + Pem.of(ca.leafKey()) + Pem.of(ca.above(leaf.validation()));
    }

    /** The right chain, cut off in the middle of its first block. */
    public String cutShort() {
        String whole = chain(leaf);
        return whole.substring(0, whole.indexOf("-----END") / 2);
    }

    private String chain(Leaf made) {
        return Pem.of(certificates(made));
    }

    private List<X509Certificate> certificates(Leaf made) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(ca.issue(made));
        chain.addAll(ca.above(made.validation()));
        return chain;
    }
}
