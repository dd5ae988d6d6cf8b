package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFactsTest {

    private static final LittleAuthority ISSUER = LittleAuthority.root("Example TLS CA 1");

    @Test
    void reads_what_people_ask_for() throws Exception {
        CertificateFacts facts = facts(Leaf.of("WWW.example.com", "WWW.example.com", "example.com", "192.0.2.7"));

        assertThat(facts.commonName()).isEqualTo("WWW.example.com");
        assertThat(facts.names()).containsExactly("www.example.com", "example.com", "192.0.2.7");
        assertThat(facts.issuer()).isEqualTo("Example TLS CA 1");
        assertThat(facts.notBefore()).isEqualTo("2026-11-12T12:00:00Z");
        assertThat(facts.notAfter()).isEqualTo("2027-06-15T23:59:59Z");
        assertThat(facts.sha256()).matches("[0-9a-f]{64}");
        assertThat(facts.sha256Colons()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @ParameterizedTest
    @CsvSource({"1,01", "0A,0A", "FF00,FF00", "0669D46CAE,0669D46CAE", "80,80"})
    void writes_the_serial_number_in_whole_bytes_without_a_sign(String serial, String written) throws Exception {
        assertThat(facts(Leaf.of("a.example", "a.example").serial(serial)).serial())
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-15T00:00:00Z,0",
        "2027-06-14T23:59:59Z,1",
        "2027-06-15T23:59:59Z,0",
        "2027-06-16T00:00:00Z,-1",
        "2026-11-22T12:00:00Z,205"
    })
    void counts_whole_days(Instant now, long days) throws Exception {
        assertThat(facts(Leaf.of("a.example", "a.example")).daysLeft(now)).isEqualTo(days);
    }

    @Test
    void does_without_a_common_name() throws Exception {
        assertThat(facts(Leaf.of("", "a.example").subject("O=Example")).commonName())
                .isNull();
    }

    @Test
    void takes_the_most_specific_common_name() throws Exception {
        assertThat(facts(Leaf.of("", "a.example").subject("CN=outer,O=Example,CN=inner"))
                        .commonName())
                .isEqualTo("inner");
    }

    @Test
    void finds_the_common_name_beside_another_attribute() throws Exception {
        assertThat(facts(Leaf.of("", "a.example").subject("O=Example,OU=IT+CN=a.example"))
                        .commonName())
                .isEqualTo("a.example");
    }

    @Test
    void makes_a_hostile_common_name_printable() throws Exception {
        assertThat(facts(Leaf.of("a\\0D\\0Ab", "a.example")).commonName()).isEqualTo("a\uFFFD\uFFFDb");
    }

    private static CertificateFacts facts(Leaf leaf) throws WrongCertificate {
        return CertificateChain.ofDer(List.of(ISSUER.issue(leaf))).facts();
    }
}
