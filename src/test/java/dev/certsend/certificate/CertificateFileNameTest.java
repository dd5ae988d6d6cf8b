package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.example.com                 | www.example.com",
                "WWW.Example.com                 | www.example.com",
                "*.example.com                   | wildcard.example.com",
                "bücher.example                  | xn--bcher-kva.example",
                "../../etc/passwd                | etc-passwd",
                "evil.exe                        | evil.exe",
                "<script>alert(1)</script>       | script-alert-1-script",
                "'a\"; filename=\"b.exe'         | a-filename-b.exe",
                "Acme Wiki                       | acme-wiki",
                "-rf                             | rf",
                "...                             | certificate",
                "a..b                            | a.b",
                "con.example.com                 | host-con.example.com",
                "com1                            | host-com1",
                "console.example.com             | console.example.com",
                "a-name-far-too-long.to-be-shown.whole.example.com | a-name-far-too-long.to-be-shown",
            })
    void names_the_file_after_the_host(String commonName, String stem) {
        assertThat(name(commonName)).isEqualTo(stem + "_2027-06-15_chain.pem");
    }

    @Test
    void prefers_a_host_name_to_a_title() {
        assertThat(name("Acme Wiki", "wiki.example.com")).isEqualTo("wiki.example.com_2027-06-15_chain.pem");
    }

    @Test
    void does_without_a_common_name() {
        assertThat(name(null, "wiki.example.com")).isEqualTo("wiki.example.com_2027-06-15_chain.pem");
        assertThat(name(null)).isEqualTo("certificate_2027-06-15_chain.pem");
    }

    @Test
    void refuses_an_extension_that_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateFileName.of(facts("a"), "chain", "pem/../x"));
    }

    @Property
    void is_safe_whatever_the_common_name(@ForAll String commonName) {
        assertThat(name(commonName))
                .matches("[A-Za-z0-9][A-Za-z0-9._-]*_2027-06-15_chain\\.pem")
                .hasSizeLessThanOrEqualTo(60)
                .doesNotContain("..");
    }

    private static String name(@Nullable String commonName, String... names) {
        return CertificateFileName.of(facts(commonName, names), "chain", "pem");
    }

    private static CertificateFacts facts(@Nullable String commonName, String... names) {
        Instant last = Instant.parse("2027-06-15T23:59:59Z");
        return new CertificateFacts(commonName, List.of(names), "01", "00", "CA", last, last);
    }
}
