package dev.certsend.playground.certcentral;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** One CA: its name, its key, its certificate. */
record Authority(X500Name name, KeyPair key, X509Certificate certificate) {

    /** Something that is to get a certificate. */
    record Subject(X500Name name, KeyPair key, BigInteger serial, Validity validity) {}

    /** The extensions beyond the key identifiers. */
    interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }

    static Authority selfSigned(Subject subject) {
        X509Certificate certificate = sign(subject, subject.name, subject.key, authorityExtensions(2));
        return new Authority(subject.name, subject.key, certificate);
    }

    /** A CA below this one. The path length is how many more may follow below that. */
    Authority below(Subject subject, int pathLength) {
        return new Authority(subject.name, subject.key, certify(subject, authorityExtensions(pathLength)));
    }

    X509Certificate certify(Subject subject, Extensions extensions) {
        return sign(subject, name, key, extensions);
    }

    private static Extensions authorityExtensions(int pathLength) {
        int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature;
        return builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        };
    }

    private static X509Certificate sign(Subject subject, X500Name issuer, KeyPair issuerKey, Extensions extensions) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                subject.serial,
                Date.from(subject.validity.notBefore()),
                Date.from(subject.validity.notAfter()),
                subject.name,
                SubjectPublicKeyInfo.getInstance(subject.key.getPublic().getEncoded()));
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(subject.key.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuerKey.getPublic()));
            extensions.addTo(builder);
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA");
            signer.setSecureRandom(Keys.random("signature/" + issuer + subject.serial));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer.build(issuerKey.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot certify " + subject.name, e);
        }
    }
}
