package dev.certsend.playground.certcentral;

import dev.certsend.playground.certcentral.Authority.Subject;
import dev.certsend.playground.certcentral.Product.Validation;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A CA for the playground: a root, an issuing CA for domain-validated and one for all other certificates, and an older root that
 * cross-signed the new one. P-256 throughout; the same seed and day give the same bytes.
 */
public final class LittleCa {

    private final String seed;
    private final Validity validity;
    private final KeyPair leafKey;
    private final Authority root;
    private final Authority domainIssuer;
    private final Authority businessIssuer;
    private final X509Certificate crossRoot;
    private final X509Certificate oldRoot;

    private LittleCa(String seed, LocalDate today) {
        this.seed = seed;
        this.validity = new Validity(today.minusYears(6), today.plusYears(9));
        this.leafKey = Keys.pair(seed + "/leaf");
        this.root = Authority.selfSigned(subject("cert-send Playground Root", "root"));
        this.domainIssuer = root.below(subject("cert-send Playground DV TLS CA1", "dv"), 0);
        this.businessIssuer = root.below(subject("cert-send Playground OV EV TLS CA1", "ov"), 0);
        Authority old = Authority.selfSigned(subject("cert-send Playground Old Root", "old"));
        this.oldRoot = old.certificate();
        Subject cross = new Subject(root.name(), root.key(), serial("cross"), validity);
        this.crossRoot = old.below(cross, 1).certificate();
    }

    /** The CA of this seed, grown up before that day. */
    public static LittleCa seeded(long seed, LocalDate today) {
        return new LittleCa("certsend-playground-" + seed, today);
    }

    public X509Certificate root() {
        return root.certificate();
    }

    /** The certificates above a leaf, from its issuer up to the root. */
    public List<X509Certificate> above(Validation validation) {
        return List.of(issuer(validation).certificate(), root());
    }

    /** As {@link #above}, but with the root as the older root signed it, and that older root: three certificates. */
    public List<X509Certificate> aboveCrossSigned(Validation validation) {
        return List.of(issuer(validation).certificate(), crossRoot, oldRoot);
    }

    /** All leaves share one key: making keys is what takes time. */
    public PrivateKey leafKey() {
        return leafKey.getPrivate();
    }

    /** A certificate with exactly the names, dates and serial number asked for, however wrong they are. */
    public X509Certificate issue(Leaf leaf) {
        Subject subject =
                new Subject(LeafProfile.name(leaf), leafKey, new BigInteger(leaf.serial(), 16), leaf.validity());
        return issuer(leaf.validation()).certify(subject, builder -> LeafProfile.extend(builder, leaf));
    }

    private Authority issuer(Validation validation) {
        return validation == Validation.DV ? domainIssuer : businessIssuer;
    }

    private Subject subject(String commonName, String part) {
        X500Name name = new X500Name("C=XX,O=cert-send,CN=" + commonName);
        return new Subject(name, Keys.pair(seed + "/" + part), serial(part), validity);
    }

    private BigInteger serial(String part) {
        return new BigInteger(120, Keys.random(seed + "/serial/" + part)).setBit(119);
    }
}
