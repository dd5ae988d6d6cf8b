package dev.certsend.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of the tests' own: a name, a key and the certificate that the one above gave it. */
public final class LittleAuthority {

    private static final KeyPair LEAF_KEY = newKey();

    private final X500Name name;
    private final KeyPair key;
    private final byte[] certificate;

    private LittleAuthority(X500Name name, KeyPair key, byte[] certificate) {
        this.name = name;
        this.key = key;
        this.certificate = certificate;
    }

    public static LittleAuthority root(String commonName) {
        X500Name name = new X500Name("CN=" + commonName + ",O=Example Trust");
        KeyPair key = newKey();
        LittleAuthority unsigned = new LittleAuthority(name, key, new byte[0]);
        return new LittleAuthority(name, key, unsigned.issue(authority(name), key.getPublic()));
    }

    public LittleAuthority below(String commonName) {
        X500Name below = new X500Name("CN=" + commonName + ",O=Example Trust");
        KeyPair belowKey = newKey();
        return new LittleAuthority(below, belowKey, issue(authority(below), belowKey.getPublic()));
    }

    /** The same name and key with a second certificate, from another root. */
    LittleAuthority crossSignedBy(LittleAuthority other) {
        return new LittleAuthority(name, key, other.issue(authority(name), key.getPublic()));
    }

    /** The holder of an ordinary certificate, who signs others with its key. */
    LittleAuthority impostor(Leaf leaf) {
        return new LittleAuthority(new X500Name(leaf.subject()), LEAF_KEY, issue(leaf));
    }

    public byte[] certificate() {
        return certificate;
    }

    public byte[] issue(Leaf leaf) {
        return issue(leaf, LEAF_KEY.getPublic());
    }

    private static Leaf authority(X500Name name) {
        return Leaf.of("ignored")
                .subject(name.toString())
                .serial("0A01")
                .valid(Leaf.NOW.minus(Duration.ofDays(900)), Leaf.NOW.plus(Duration.ofDays(900)))
                .asAuthority();
    }

    byte[] issue(Leaf leaf, PublicKey subjectKey) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                leaf.serial(),
                Date.from(leaf.notBefore()),
                Date.from(leaf.notAfter()),
                new X500Name(leaf.subject()),
                SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(leaf.authority()));
            if (leaf.authority()) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            if (!leaf.names().isEmpty()) {
                GeneralName[] names =
                        leaf.names().stream().map(LittleAuthority::generalName).toArray(GeneralName[]::new);
                // RFC 5280, section 4.2.1.6: critical where nothing else names the subject.
                boolean critical = leaf.subject().isEmpty();
                builder.addExtension(Extension.subjectAlternativeName, critical, new GeneralNames(names));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName generalName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
