package dev.certsend.playground.certcentral;

import dev.certsend.playground.certcentral.Product.Validation;
import java.io.IOException;
import java.net.IDN;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** What the subject and the extensions of a leaf are, by its kind (CA/Browser Forum Baseline Requirements, section 7.1). */
final class LeafProfile {

    private LeafProfile() {}

    static X500Name name(Leaf leaf) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        if (leaf.validation() != Validation.DV) {
            Organization organization = leaf.organization();
            name.addRDN(BCStyle.C, organization.country());
            name.addRDN(BCStyle.L, organization.city());
            name.addRDN(BCStyle.O, organization.name());
        }
        if (leaf.validation() == Validation.EV) {
            name.addRDN(BCStyle.BUSINESS_CATEGORY, "Private Organization");
            name.addRDN(BCStyle.SERIALNUMBER, "HRB " + leaf.organization().id());
        }
        return name.addRDN(BCStyle.CN, commonName(leaf)).build();
    }

    static void extend(X509v3CertificateBuilder builder, Leaf leaf) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose(leaf.validation())));
        builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(policy(leaf.validation())));
        GeneralName[] names = leaf.names().dnsNames().stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    /** The account may show a name with umlauts; the certificate bears it in ASCII. */
    private static String commonName(Leaf leaf) {
        String name = leaf.names().commonName();
        return leaf.validation().isTls() ? IDN.toASCII(name) : name;
    }

    private static KeyPurposeId[] purpose(Validation validation) {
        return switch (validation) {
            case DV, OV, EV -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
            case CLIENT -> new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection};
            case CODE -> new KeyPurposeId[] {KeyPurposeId.id_kp_codeSigning};
        };
    }

    private static PolicyInformation policy(Validation validation) {
        String policy =
                switch (validation) {
                    case DV -> "2.23.140.1.2.1";
                    case OV -> "2.23.140.1.2.2";
                    case EV -> "2.23.140.1.1";
                    case CLIENT -> "2.23.140.1.5.1.1";
                    case CODE -> "2.23.140.1.4.1";
                };
        return new PolicyInformation(new ASN1ObjectIdentifier(policy));
    }
}
