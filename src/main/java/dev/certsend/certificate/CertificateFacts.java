package dev.certsend.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people want to know of a leaf certificate. Every text is printable: one line, no control characters.
 *
 * @param commonName the subject's common name as written; null where it has none
 * @param names the host names, then the IP addresses of subjectAltName (RFC 5280, section 4.2.1.6) in the
 *     certificate's order;
 *     lower case, A-labels
 * @param serial upper-case hexadecimal of even length without a sign byte, as CertCentral writes it
 * @param sha256 fingerprint: lower-case hexadecimal of the SHA-256 of the DER
 * @param issuer the issuer's common name, else its organization
 */
public record CertificateFacts(
        @Nullable String commonName,
        List<String> names,
        String serial,
        String sha256,
        String issuer,
        Instant notBefore,
        Instant notAfter) {

    public CertificateFacts {
        names = List.copyOf(names);
    }

    /** The fingerprint as openssl and browsers show it: {@code AB:CD:…}. */
    public String sha256Colons() {
        StringBuilder colons = new StringBuilder();
        for (int i = 0; i < sha256.length(); i += 2) {
            colons.append(i == 0 ? "" : ":").append(sha256, i, i + 2);
        }
        return colons.toString().toUpperCase(Locale.ROOT);
    }

    /** Whole days until the certificate expires: 0 on the last one, negative afterwards. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
