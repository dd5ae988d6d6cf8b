package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenPemTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final LittleCa ca = LittleCa.seeded(1, TODAY);
    private final LocalOrder order = SampleOrders.of(16, 1, TODAY).stream()
            .filter(o -> o.certificate().names().commonName().equals("shop.example.com"))
            .findFirst()
            .orElseThrow();
    private final Leaf leaf = Leaf.of(order, order.certificate());
    private final BrokenPem broken = new BrokenPem(ca, leaf);
    private final X509Certificate right = ca.issue(leaf);

    @Test
    void bears_other_names_under_the_same_serial_number() throws Exception {
        X509Certificate wrong = read(broken.withNames("evil.example")).get(0);

        assertThat(wrong.getSerialNumber()).isEqualTo(right.getSerialNumber());
        assertThat(wrong.getSubjectAlternativeNames()).containsExactly(List.of(2, "evil.example"));
    }

    @Test
    void has_expired_or_bears_another_serial_number() throws Exception {
        Date now = Date.from(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant());
        X509Certificate expired = read(broken.expiredBefore(TODAY)).get(0);

        assertThatThrownBy(() -> expired.checkValidity(now)).isInstanceOf(CertificateExpiredException.class);
        assertThat(read(broken.withAnotherSerial()).get(0).getSerialNumber()).isNotEqualTo(right.getSerialNumber());
    }

    @Test
    void has_the_right_certificates_in_the_wrong_order() throws Exception {
        List<X509Certificate> shuffled = read(broken.shuffled());

        assertThat(shuffled).hasSize(3).contains(right).doesNotHaveDuplicates();
        assertThat(shuffled.get(0)).isNotEqualTo(right);
    }

    @Test
    void has_an_issuer_that_did_not_sign_it() throws Exception {
        List<X509Certificate> chain = read(broken.withAnotherIssuer());

        assertThat(chain.get(0)).isEqualTo(right);
        assertThatThrownBy(() -> right.verify(chain.get(1).getPublicKey())).isInstanceOf(SignatureException.class);
    }

    @Test
    void carries_the_private_key() {
        assertThat(broken.withPrivateKey())
                .containsSubsequence("-----END CERTIFICATE", "-----BEGIN PRIVATE KEY", "-----BEGIN CERTIFICATE");
    }

    @Test
    void ends_in_the_middle() {
        assertThatThrownBy(() -> read(broken.cutShort())).isInstanceOf(CertificateException.class);
    }

    private static List<X509Certificate> read(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
