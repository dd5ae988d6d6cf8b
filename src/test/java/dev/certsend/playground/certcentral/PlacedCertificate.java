package dev.certsend.playground.certcentral;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** What the account would know of a certificate that came as a PEM. */
final class PlacedCertificate {

    private static final int DNS_NAME = 2;

    private PlacedCertificate() {}

    static LocalCertificate read(String pem, long id) {
        X509Certificate leaf = first(pem);
        String serial = "%032X".formatted(leaf.getSerialNumber());
        Names names = new Names(Dn.commonName(leaf.getSubjectX500Principal()), dnsNames(leaf));
        Validity validity = new Validity(day(leaf.getNotBefore()), day(leaf.getNotAfter()));
        return new LocalCertificate(
                id, serial.toUpperCase(Locale.ROOT), names, validity, LocalCertificate.State.ISSUED);
    }

    private static X509Certificate first(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the PEM must begin with a certificate", e);
        }
    }

    private static List<String> dnsNames(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(n -> n.get(0).equals(DNS_NAME))
                            .map(n -> String.valueOf(n.get(1)))
                            .toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate's names cannot be read", e);
        }
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }
}
