package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOON = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final LittleCa CA = LittleCa.seeded(1, TODAY);
    private static final List<LocalOrder> ORDERS = SampleOrders.of(200, 1, TODAY);

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "shop.example.com", "pay.brightwater.example", "www.bücher.example"})
    void chains_satisfy_the_jdk(String commonName) throws Exception {
        List<X509Certificate> chain = new ArrayList<>(chain(commonName));
        X509Certificate root = chain.remove(chain.size() - 1);
        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOON));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);

        assertThatCode(() -> CertPathValidator.getInstance("PKIX").validate(path, trust))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "shop.example.com", "pay.brightwater.example", "www.bücher.example"})
    void chains_satisfy_openssl(String commonName, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(openssl("version").startsWith("OpenSSL"));
        List<X509Certificate> chain = chain(commonName);
        Path root = Files.writeString(folder.resolve("root"), Pem.of(chain.get(chain.size() - 1)));
        Path between = Files.writeString(folder.resolve("between"), Pem.of(chain.subList(1, chain.size() - 1)));
        Path leaf = Files.writeString(folder.resolve("leaf"), Pem.of(chain.get(0)));

        assertThat(openssl(
                        "verify",
                        "-attime",
                        String.valueOf(NOON.getEpochSecond()),
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-CAfile",
                        root.toString(),
                        "-untrusted",
                        between.toString(),
                        leaf.toString()))
                .endsWith(": OK");
    }

    @Test
    void a_seed_gives_the_same_bytes_again() {
        LocalOrder order = order("www.example.com");
        Leaf leaf = Leaf.of(order, order.certificate());

        assertThat(LittleCa.seeded(1, TODAY).issue(leaf)).isEqualTo(CA.issue(leaf));
        assertThat(LittleCa.seeded(2, TODAY).issue(leaf)).isNotEqualTo(CA.issue(leaf));
    }

    @Test
    void pem_has_the_leaf_first_and_crlf() {
        String all = text(CertificateFiles.of("pem_all", "x", chain("www.example.com")));

        assertThat(all).startsWith("-----BEGIN CERTIFICATE-----\r\n").endsWith("-----END CERTIFICATE-----\r\n");
        assertThat(all.replace("\r\n", "")).doesNotContain("\n");
        assertThat(blocks("pem_all")).isEqualTo(3);
        assertThat(blocks("pem_noroot")).isEqualTo(2);
        assertThat(blocks("pem_nointermediate")).isEqualTo(1);
        assertThat(chain("pay.brightwater.example")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p7b", "cer"})
    void pkcs7_holds_the_whole_chain(String format) throws Exception {
        Answer answer = CertificateFiles.of(format, "x", chain("www.example.com"));

        assertThat(answer.headers()).containsEntry("Content-Type", "application/x-pkcs7-certificates");
        assertThat(text(answer)).startsWith("-----BEGIN PKCS7-----");
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(answer.body())))
                .hasSize(3);
    }

    @Test
    void zips_hold_one_certificate_a_file() throws Exception {
        assertThat(entries("default")).containsExactly("TrustedRoot.crt", "DigiCertCA.crt", "x.crt");
        assertThat(entries("apache")).containsExactly("DigiCertCA.crt", "x.crt");
        assertThat(entries("default_cer")).containsExactly("TrustedRoot.cer", "DigiCertCA.cer", "x.cer");
    }

    private static List<String> entries(String format) throws IOException {
        List<String> names = new ArrayList<>();
        byte[] body = CertificateFiles.of(format, "x", chain("www.example.com")).body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static int blocks(String format) {
        return text(CertificateFiles.of(format, "x", chain("www.example.com"))).split("-----BEGIN", -1).length - 1;
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.US_ASCII);
    }

    private static List<X509Certificate> chain(String commonName) {
        LocalOrder order = order(commonName);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(CA.issue(Leaf.of(order, order.certificate())));
        var validation = order.product().validation();
        chain.addAll(order.has(LocalOrder.Quirk.CROSS_SIGNED) ? CA.aboveCrossSigned(validation) : CA.above(validation));
        return chain;
    }

    private static LocalOrder order(String commonName) {
        return ORDERS.stream()
                .filter(o -> o.certificate().names().commonName().equals(commonName))
                .findFirst()
                .orElseThrow();
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.strip();
        } catch (IOException e) {
            return "not installed";
        }
    }
}
