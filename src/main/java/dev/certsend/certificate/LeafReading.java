package dev.certsend.certificate;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the facts out of a leaf certificate. */
final class LeafReading {

    /** The kinds of GeneralName in RFC 5280, section 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9*_.-]+");

    private LeafReading() {}

    static CertificateFacts facts(X509Certificate leaf) throws WrongCertificate {
        return new CertificateFacts(
                DistinguishedName.commonName(leaf.getSubjectX500Principal()),
                names(leaf),
                serial(leaf.getSerialNumber()),
                sha256(leaf),
                DistinguishedName.display(leaf.getIssuerX500Principal()),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant());
    }

    private static List<String> names(X509Certificate leaf) throws WrongCertificate {
        Collection<List<?>> alternatives = alternatives(leaf);
        List<String> hosts = ofKind(alternatives, DNS_NAME);
        if (!hosts.stream().allMatch(host -> HOST_NAME.matcher(host).matches())) {
            throw new WrongCertificate(
                    Reason.UNREADABLE, "the certificate has a DNS name with characters that no host name has");
        }
        return Stream.concat(hosts.stream(), ofKind(alternatives, IP_ADDRESS).stream())
                .map(NetworkName::canonical)
                .toList();
    }

    private static Collection<List<?>> alternatives(X509Certificate leaf) throws WrongCertificate {
        try {
            @Nullable Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            throw new WrongCertificate(Reason.UNREADABLE, "the certificate's subjectAltName cannot be read");
        }
    }

    private static List<String> ofKind(Collection<List<?>> alternatives, int kind) {
        return alternatives.stream()
                .filter(name -> Integer.valueOf(kind).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    private static String serial(BigInteger serial) {
        byte[] bytes = serial.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return HexFormat.of().withUpperCase().formatHex(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String sha256(X509Certificate leaf) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
