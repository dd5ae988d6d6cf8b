package dev.certsend.playground.mail;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader wants to know of a certificate. The fingerprint is SHA-256 of the DER bytes. */
record CertificateSummary(
        String subject, List<String> names, String issuer, String serial, String validity, String fingerprint) {

    /** One for each certificate of the file; none if it holds none that can be read. */
    static List<CertificateSummary> of(byte[] file) {
        try {
            Collection<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(file))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            return certificates.stream().map(CertificateSummary::of).toList();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    private static CertificateSummary of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new CertificateSummary(
                    certificate.getSubjectX500Principal().toString(),
                    names(certificate.getSubjectAlternativeNames()),
                    certificate.getIssuerX500Principal().toString(),
                    "%032X".formatted(certificate.getSerialNumber()),
                    day(certificate.getNotBefore()) + " to " + day(certificate.getNotAfter()),
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that cannot be read", e);
        }
    }

    private static List<String> names(@Nullable Collection<List<?>> names) {
        return names == null
                ? List.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }
}
