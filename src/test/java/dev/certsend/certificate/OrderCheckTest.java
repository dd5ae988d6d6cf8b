package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderCheckTest {

    private static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    private static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");
    private static final String SERIAL = "0669D46CAE79EF684A69777490602485";
    private static final LocalDate LAST_DAY = LocalDate.parse("2027-06-15");
    private static final Leaf WWW = Leaf.of("www.example.com", "www.example.com", "example.com");

    static Stream<Arguments> matches() {
        return Stream.of(
                Arguments.of("just so", WWW, order("www.example.com", "www.example.com", "example.com")),
                Arguments.of("the common name only in its own field", WWW, order("www.example.com", "example.com")),
                Arguments.of("no common name", WWW, order(null, "www.example.com", "example.com")),
                Arguments.of(
                        "other case and sequence", WWW, order("WWW.Example.com", "EXAMPLE.com", "www.example.COM")),
                Arguments.of(
                        "wildcard",
                        Leaf.of("*.example.com", "*.example.com", "example.com"),
                        order("*.example.com", "example.com")),
                Arguments.of(
                        "U-label in the order",
                        Leaf.of("xn--bcher-kva.example", "xn--bcher-kva.example"),
                        order("Bücher.example")),
                Arguments.of(
                        "A-label in the order",
                        Leaf.of("bücher.example", "xn--bcher-kva.example"),
                        order("xn--bcher-kva.example")),
                Arguments.of(
                        "sharp s", Leaf.of("xn--strae-oqa.example", "xn--strae-oqa.example"), order("straße.example")),
                Arguments.of("common name only", Leaf.of("intranet"), order("intranet")),
                Arguments.of(
                        "no common name in the certificate", WWW.subject(""), order("www.example.com", "example.com")),
                Arguments.of(
                        "IP addresses",
                        Leaf.of("a.example", "a.example", "192.0.2.7", "2001:db8::1"),
                        order("a.example", "192.0.2.7", "2001:DB8:0::1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matches")
    void takes_the_same_names(String what, Leaf leaf, OrderedCertificate order) throws WrongCertificate {
        CertificateChain chain = chain(leaf);

        assertThatCode(() -> chain.mustMatch(order, Leaf.NOW)).as(what).doesNotThrowAnyException();
    }

    static Stream<Arguments> otherNames() {
        return Stream.of(
                Arguments.of(
                        "one more in the order",
                        WWW,
                        order("www.example.com", "example.com", "shop.example.com"),
                        "lacks names of the order: shop.example.com"),
                Arguments.of(
                        "one more in the certificate",
                        WWW,
                        order("www.example.com"),
                        "has names that the order lacks: example.com"),
                Arguments.of(
                        "another common name",
                        WWW.subject("CN=evil.example"),
                        order(null, "www.example.com", "example.com"),
                        "evil.example"),
                Arguments.of(
                        "wildcard is not the name itself",
                        Leaf.of("*.example.com", "*.example.com"),
                        order("www.example.com"),
                        "lacks"),
                Arguments.of("an order without names", WWW, order(null), "lacks"),
                Arguments.of(
                        "a certificate without names",
                        Leaf.of("none").subject("O=Example"),
                        order(null),
                        "has no names"),
                Arguments.of(
                        "strasse is not straße",
                        Leaf.of("strasse.example", "strasse.example"),
                        order("straße.example"),
                        "xn--strae-oqa.example"),
                Arguments.of(
                        "a name with a control character",
                        WWW.subject("CN=www\u0000.example.com"),
                        order("www.example.com", "example.com"),
                        "lacks"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherNames")
    void refuses_other_names(String what, Leaf leaf, OrderedCertificate order, String said) throws WrongCertificate {
        refusal(chain(leaf), order, Leaf.NOW, Reason.OTHER_NAMES).as(what).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "0669D46CAE79EF684A69777490602485",
        "669d46cae79ef684a69777490602485",
        "000669d46CAE79EF684A69777490602485",
        ","
    })
    void takes_a_serial_number_in_any_spelling_or_none(@Nullable String serial) throws WrongCertificate {
        CertificateChain chain = chain(WWW);
        OrderedCertificate order = new OrderedCertificate(serial, "www.example.com", List.of("example.com"), LAST_DAY);

        assertThatCode(() -> chain.mustMatch(order, Leaf.NOW)).doesNotThrowAnyException();
    }

    @Test
    void refuses_another_serial_number() throws WrongCertificate {
        refusal(
                chain(WWW.serial("0669D46CAE79EF684A69777490602486")),
                order("www.example.com", "example.com"),
                Leaf.NOW,
                Reason.OTHER_SERIAL);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T00:00:00Z,NOT_YET_VALID", "2027-06-16T00:00:00Z,EXPIRED"})
    void refuses_a_leaf_out_of_date(Instant now, Reason reason) throws WrongCertificate {
        refusal(chain(WWW), order("www.example.com", "example.com"), now, reason)
                .hasMessageStartingWith("the certificate");
    }

    @Test
    void refuses_an_issuer_out_of_date() throws WrongCertificate {
        Leaf longer = WWW.valid(Leaf.NOW, Leaf.NOW.plus(Duration.ofDays(2000)));

        refusal(
                        chain(longer),
                        order("www.example.com", "example.com"),
                        Leaf.NOW.plus(Duration.ofDays(1000)),
                        Reason.EXPIRED)
                .hasMessageContaining("issuer Example TLS CA 1");
    }

    @ParameterizedTest
    @CsvSource({"2027-06-14", "2027-06-15", "2027-06-16"})
    void takes_the_last_day_of_any_time_zone(LocalDate lastDay) throws WrongCertificate {
        CertificateChain chain = chain(WWW);
        OrderedCertificate order = new OrderedCertificate(SERIAL, "www.example.com", List.of("example.com"), lastDay);

        assertThatCode(() -> chain.mustMatch(order, Leaf.NOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2027-06-13", "2027-06-17", "2026-06-15"})
    void refuses_another_last_day(LocalDate lastDay) throws WrongCertificate {
        refusal(
                chain(WWW),
                new OrderedCertificate(SERIAL, "www.example.com", List.of("example.com"), lastDay),
                Leaf.NOW,
                Reason.OTHER_DATES);
    }

    @Test
    void refuses_an_authority() throws WrongCertificate {
        refusal(chain(WWW.asAuthority()), order("www.example.com", "example.com"), Leaf.NOW, Reason.A_CA);
    }

    @Test
    void refuses_a_leaf_without_its_issuer() throws WrongCertificate {
        CertificateChain alone = CertificateChain.ofDer(List.of(ISSUER.issue(WWW)));

        refusal(alone, order("www.example.com", "example.com"), Leaf.NOW, Reason.CHAIN_MISSING);
    }

    @Test
    void says_nothing_that_could_break_a_log_line() throws WrongCertificate {
        Leaf hostile = WWW.subject("CN=a\\0Ab\u202Ec\u2028" + "d".repeat(50));

        refusal(chain(hostile), order(null, "www.example.com", "example.com"), Leaf.NOW, Reason.OTHER_NAMES)
                .message()
                .matches("[ -~\uFFFD]{1,301}");
    }

    private static AbstractThrowableAssert<?, WrongCertificate> refusal(
            CertificateChain chain, OrderedCertificate order, Instant now, Reason reason) {
        WrongCertificate wrong = catchThrowableOfType(WrongCertificate.class, () -> chain.mustMatch(order, now));
        return assertThat(wrong).isNotNull().satisfies(refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    private static CertificateChain chain(Leaf leaf) throws WrongCertificate {
        return CertificateChain.ofDer(List.of(ISSUER.issue(leaf), ISSUER.certificate(), ROOT.certificate()));
    }

    private static OrderedCertificate order(@Nullable String commonName, String... names) {
        return new OrderedCertificate(SERIAL, commonName, List.of(names), LAST_DAY);
    }
}
