package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.certsend.certificate.WrongCertificate.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateChainTest {

    private static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    private static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");
    private static final LittleAuthority STRANGER = LittleAuthority.root("Other Root");
    private static final byte[] LEAF = ISSUER.issue(Leaf.of("www.example.com", "www.example.com", "example.com"));
    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHNlY3JldHNlY3JldHNlY3JldHNlY3JldHNlY3JldCE\n-----END PRIVATE KEY-----\n";

    @Test
    void writes_leaf_and_intermediate_and_leaves_the_root_out() throws WrongCertificate {
        CertificateChain chain = CertificateChain.parse(pem(LEAF, ISSUER.certificate(), ROOT.certificate()));

        assertThat(chain.pem()).isEqualTo(pem(LEAF, ISSUER.certificate()));
        assertThat(chain.leafPem()).isEqualTo(pem(LEAF));
        assertThat(chain.issuersPem()).isEqualTo(pem(ISSUER.certificate()));
        assertThat(chain.der()).containsExactly(LEAF, ISSUER.certificate(), ROOT.certificate());
    }

    @Test
    void writes_lines_of_64_columns_that_end_in_a_line_feed() throws WrongCertificate {
        List<String> lines = CertificateChain.parse(pem(LEAF)).pem().lines().toList();

        assertThat(lines).first().isEqualTo("-----BEGIN CERTIFICATE-----");
        assertThat(lines).last().isEqualTo("-----END CERTIFICATE-----");
        assertThat(lines.subList(1, lines.size() - 2)).isNotEmpty().allMatch(line -> line.length() == 64);
        assertThat(CertificateChain.parse(pem(LEAF)).pem()).endsWith("-----\n").doesNotContain("\r");
    }

    @Test
    void puts_a_shuffled_chain_of_five_in_order() throws WrongCertificate {
        LittleAuthority second = ISSUER.below("Second");
        LittleAuthority third = second.below("Third");
        byte[] leaf = third.issue(Leaf.of("a.example", "a.example"));
        List<byte[]> ordered =
                List.of(leaf, third.certificate(), second.certificate(), ISSUER.certificate(), ROOT.certificate());
        List<byte[]> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(CertificateChain.ofDer(shuffled).der()).containsExactlyElementsOf(ordered);
    }

    @Test
    void drops_what_is_given_twice() throws WrongCertificate {
        String twice = pem(LEAF, ISSUER.certificate(), ISSUER.certificate(), LEAF);

        assertThat(CertificateChain.parse(twice)).isEqualTo(CertificateChain.parse(pem(LEAF, ISSUER.certificate())));
    }

    @Test
    void takes_the_longer_way_through_a_cross_signed_root() throws WrongCertificate {
        LittleAuthority cross = ROOT.crossSignedBy(STRANGER);
        List<byte[]> four =
                List.of(LEAF, ISSUER.certificate(), ROOT.certificate(), cross.certificate(), STRANGER.certificate());

        assertThat(CertificateChain.ofDer(four).der())
                .containsExactly(LEAF, ISSUER.certificate(), cross.certificate(), STRANGER.certificate());
    }

    @Test
    void reads_four_blocks_with_two_certificates_of_one_root() throws WrongCertificate {
        LittleAuthority cross = ROOT.crossSignedBy(STRANGER);
        String four = pem(LEAF, ISSUER.certificate(), ROOT.certificate(), cross.certificate());

        assertThat(CertificateChain.parse(four).pem()).startsWith(pem(LEAF, ISSUER.certificate()));
    }

    @Test
    void tolerates_text_around_blocks_and_foreign_line_ends_and_trailing_spaces() throws WrongCertificate {
        String untidy = "Subject: /CN=www.example.com\r\n\r\n"
                + pem(LEAF).replace("\n", " \t\r\n")
                + "\r\nissuer follows\r\n"
                + pem(ISSUER.certificate()).replace("\n", "\r\n")
                + "bye";

        assertThat(CertificateChain.parse(untidy).pem()).isEqualTo(pem(LEAF, ISSUER.certificate()));
    }

    @Test
    void reads_a_block_on_one_long_line() throws WrongCertificate {
        String body = pem(LEAF).lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining());

        assertThat(CertificateChain.parse("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----")
                        .pem())
                .isEqualTo(pem(LEAF));
    }

    static Stream<Arguments> refusals() {
        String leaf = pem(LEAF);
        return Stream.of(
                Arguments.of("nothing", "", Reason.NO_CERTIFICATE),
                Arguments.of("a web page", "<html>sign in</html>", Reason.NO_CERTIFICATE),
                Arguments.of("a private key behind", leaf + KEY, Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "a private key in front",
                        KEY.replace("PRIVATE", "RSA PRIVATE") + leaf,
                        Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "an encrypted private key",
                        KEY.replace("PRIVATE", "ENCRYPTED PRIVATE") + leaf,
                        Reason.NOT_A_CERTIFICATE),
                Arguments.of("a quoted private key", leaf + KEY.replaceAll("(?m)^", "> "), Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "a private key in small letters",
                        leaf + KEY.toLowerCase(Locale.ROOT),
                        Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "a private key within a block", leaf.replaceFirst("\n", "\n" + KEY), Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "a request",
                        leaf + leaf.replace("CERTIFICATE", "CERTIFICATE REQUEST"),
                        Reason.NOT_A_CERTIFICATE),
                Arguments.of(
                        "OpenSSL's own form",
                        leaf.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
                        Reason.NOT_A_CERTIFICATE),
                Arguments.of("PKCS 7", leaf.replace("CERTIFICATE", "PKCS7"), Reason.NOT_A_CERTIFICATE),
                Arguments.of("no end", leaf.substring(0, leaf.indexOf("-----END")), Reason.UNREADABLE),
                Arguments.of("a second end", leaf + "-----END CERTIFICATE-----\n", Reason.UNREADABLE),
                Arguments.of(
                        "an end glued to the last line", leaf.replace("\n-----END", "-----END"), Reason.UNREADABLE),
                Arguments.of(
                        "a block within a block",
                        leaf.replaceFirst("\n", "\n-----BEGIN CERTIFICATE-----\n"),
                        Reason.UNREADABLE),
                Arguments.of("no base64", block("!!!!"), Reason.UNREADABLE),
                Arguments.of(
                        "a header in the block",
                        leaf.replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\n"),
                        Reason.UNREADABLE),
                Arguments.of("no certificate in the block", block("AAAA"), Reason.UNREADABLE),
                Arguments.of("an empty block", block(""), Reason.UNREADABLE),
                Arguments.of(
                        "a foreign leaf",
                        leaf + pem(STRANGER.issue(Leaf.of("b.example", "b.example"))),
                        Reason.CHAIN_BROKEN),
                Arguments.of(
                        "a foreign root", pem(LEAF, ISSUER.certificate(), STRANGER.certificate()), Reason.CHAIN_BROKEN),
                Arguments.of("a gap", pem(LEAF, ROOT.certificate()), Reason.CHAIN_BROKEN),
                Arguments.of(
                        "two leaves of one issuer",
                        pem(LEAF, ISSUER.issue(Leaf.of("b.example", "b.example")), ISSUER.certificate()),
                        Reason.CHAIN_BROKEN),
                Arguments.of("a huge text", "x".repeat(300_000) + leaf, Reason.TOO_BIG),
                Arguments.of("eleven certificates", leaf.repeat(11), Reason.TOO_BIG),
                Arguments.of(
                        "a host name with a line break",
                        pem(ISSUER.issue(Leaf.of("c.example", "c.example\r\nBcc"))),
                        Reason.UNREADABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, String pem, Reason reason) {
        assertThatExceptionOfType(WrongCertificate.class)
                .as(what)
                .isThrownBy(() -> CertificateChain.parse(pem))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(reason))
                .withMessageNotContainingAny("MC4CAQAwBQ", "mc4caqawbq", "MII", "\n", "\r")
                .withNoCause();
    }

    @Test
    void refuses_an_issuer_with_the_right_name_and_the_wrong_key() {
        LittleAuthority impostor = ROOT.below("Example TLS CA 1");

        assertThatExceptionOfType(WrongCertificate.class)
                .isThrownBy(() -> CertificateChain.ofDer(List.of(LEAF, impostor.certificate())))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(Reason.CHAIN_BROKEN));
    }

    @Test
    void refuses_an_issuer_that_is_no_authority() {
        LittleAuthority impostor = ISSUER.impostor(Leaf.of("b.example", "b.example"));
        byte[] leaf = impostor.issue(Leaf.of("www.example.com", "www.example.com"));

        assertThatExceptionOfType(WrongCertificate.class)
                .isThrownBy(() -> CertificateChain.ofDer(List.of(leaf, impostor.certificate(), ISSUER.certificate())))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(Reason.CHAIN_BROKEN));
    }

    @Test
    void refuses_two_roots_that_signed_each_other_beside_the_chain() {
        LittleAuthority other = LittleAuthority.root("Third Root");
        List<byte[]> circle = List.of(
                LEAF,
                ISSUER.certificate(),
                STRANGER.crossSignedBy(other).certificate(),
                other.crossSignedBy(STRANGER).certificate());

        assertThatExceptionOfType(WrongCertificate.class)
                .isThrownBy(() -> CertificateChain.ofDer(circle))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(Reason.CHAIN_BROKEN));
    }

    @Test
    void finds_its_way_through_roots_that_signed_each_other() throws WrongCertificate {
        byte[] crossed = ROOT.crossSignedBy(STRANGER).certificate();
        byte[] back = STRANGER.crossSignedBy(ROOT).certificate();

        assertThat(CertificateChain.ofDer(List.of(back, crossed, ISSUER.certificate(), LEAF))
                        .der())
                .containsExactly(LEAF, ISSUER.certificate(), crossed, back);
    }

    @Test
    void refuses_bytes_behind_a_certificate() {
        byte[] longer = Arrays.copyOf(LEAF, LEAF.length + 1);

        assertThatExceptionOfType(WrongCertificate.class)
                .isThrownBy(() -> CertificateChain.ofDer(List.of(longer)))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(Reason.UNREADABLE));
    }

    @Test
    void refuses_pem_where_der_is_due() {
        assertThatExceptionOfType(WrongCertificate.class)
                .isThrownBy(() -> CertificateChain.ofDer(List.of(pem(LEAF).getBytes(StandardCharsets.US_ASCII))))
                .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(Reason.UNREADABLE));
    }

    @Test
    void hands_out_copies_of_its_bytes() throws WrongCertificate {
        CertificateChain chain = CertificateChain.parse(pem(LEAF));
        chain.der().get(0)[0] = 0;

        assertThat(chain.der()).containsExactly(LEAF);
    }

    private static String block(String body) {
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static String pem(byte[]... ders) {
        return Stream.of(ders).map(Pem::write).collect(Collectors.joining());
    }
}
