package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format, opened with what its recipients open it with. */
class CertificateFilesTest {

    private static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    private static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");
    private static final byte[] LEAF = ISSUER.issue(Leaf.of("www.example.com", "www.example.com"));
    private static final CertificateChain CHAIN = chain(LEAF, ISSUER.certificate(), ROOT.certificate());
    private static final String STEM = "www.example.com_2027-06-15_";

    private final Path directory;

    CertificateFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void the_chain_in_one_file_is_what_nginx_serves() throws Exception {
        CertificateFile file = only(Format.PEM_CHAIN);
        assertThat(file.name()).isEqualTo(STEM + "chain.pem");
        assertThat(file.contentType()).isEqualTo("application/pem-certificate-chain");
        assertThat(text(file)).isEqualTo(CHAIN.pem());
        Path sent = write(file);
        assertThat(Program.OPENSSL.run("verify", "-no_check_time", "-CAfile", root(), "-untrusted", sent, sent))
                .endsWith("OK");
    }

    @Test
    void certificate_and_intermediates_apart_are_together_the_chain() throws Exception {
        List<CertificateFile> files = CertificateFiles.of(CHAIN, Format.PEM_APART);
        assertThat(files)
                .extracting(CertificateFile::name)
                .containsExactly(STEM + "certificate.pem", STEM + "intermediates.pem");
        assertThat(files)
                .extracting(CertificateFile::contentType)
                .containsExactly("application/x-pem-file", "application/pem-certificate-chain");
        assertThat(text(files.get(0)) + text(files.get(1))).isEqualTo(CHAIN.pem());
        Path leaf = write(files.get(0));
        Path issuers = write(files.get(1));
        assertThat(Program.OPENSSL.run("verify", "-no_check_time", "-CAfile", root(), "-untrusted", issuers, leaf))
                .endsWith("OK");
    }

    @Test
    void a_pkcs7_file_opens_in_openssl_keytool_and_java() throws Exception {
        CertificateFile file = only(Format.PKCS7);
        assertThat(file.name()).isEqualTo(STEM + "chain.p7b");
        assertThat(file.contentType()).isEqualTo("application/x-pkcs7-certificates");
        assertThat(text(file)).startsWith("-----BEGIN PKCS7-----\n").endsWith("\n-----END PKCS7-----\n");
        Path sent = write(file);
        assertThat(Program.OPENSSL.run("pkcs7", "-in", sent, "-print_certs", "-noout"))
                .contains("www.example.com", "Example TLS CA 1")
                .doesNotContain("subject=O = Example Trust, CN = Example Root");
        assertThat(Program.KEYTOOL.run("-printcert", "-file", sent))
                .contains(CHAIN.facts().sha256Colons());
        assertThat(Set.copyOf(CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(file.bytes()))))
                .isEqualTo(certificates(LEAF, ISSUER.certificate()));
    }

    @Test
    void keytool_installs_a_pkcs7_file_beside_the_key_it_belongs_to() throws Exception {
        Path store = directory.resolve("tomcat.p12");
        String[] access = {"-keystore", store.toString(), "-storepass", "changeit", "-alias", "tomcat"};
        keytool(access, "-genkeypair", "-keyalg", "EC", "-dname", "CN=www.example.com");
        byte[] leaf = ISSUER.issue(
                Leaf.of("www.example.com", "www.example.com"),
                keys(store).getCertificate("tomcat").getPublicKey());
        CertificateFile file = CertificateFiles.of(chain(leaf, ISSUER.certificate(), ROOT.certificate()), Format.PKCS7)
                .get(0);
        keytool(access, "-importcert", "-trustcacerts", "-noprompt", "-file", write(file));
        assertThat(keys(store).getCertificateChain("tomcat"))
                .extracting(Certificate::getEncoded)
                .containsExactly(leaf, ISSUER.certificate());
    }

    private static void keytool(String[] access, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(access));
        Program.KEYTOOL.run(all.toArray());
    }

    private static KeyStore keys(Path store) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    }

    @Test
    void the_archive_holds_every_other_file_flat_and_nothing_that_outlook_blocks() throws Exception {
        CertificateFile archive = only(Format.ZIP);
        assertThat(archive.name()).isEqualTo(STEM + "all.zip");
        assertThat(archive.contentType()).isEqualTo("application/zip");
        List<CertificateFile> expected = new ArrayList<>();
        for (Format format : List.of(Format.PEM_CHAIN, Format.PEM_APART, Format.PKCS7)) {
            expected.addAll(CertificateFiles.of(CHAIN, format));
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
            for (CertificateFile file : expected) {
                ZipEntry entry = zip.getNextEntry();
                assertThat(entry.getName()).isEqualTo(file.name());
                assertThat(entry.getTimeLocal()).isEqualTo("1980-02-01T00:00:00");
                assertThat(zip.readAllBytes()).isEqualTo(file.bytes());
            }
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(expected).noneMatch(file -> file.name().matches(".*[.](crt|cer|der)"));
        assertThat(Program.UNZIP.run("-t", write(archive))).contains("No errors detected");
    }

    @Test
    void a_page_gives_a_der_too_and_an_archive_that_holds_it() throws Exception {
        List<CertificateFile> files = CHAIN.downloads();
        assertThat(files)
                .extracting(CertificateFile::name)
                .containsExactly(
                        STEM + "chain.pem",
                        STEM + "certificate.pem",
                        STEM + "intermediates.pem",
                        STEM + "chain.p7b",
                        STEM + "certificate.der",
                        STEM + "everything.zip");
        assertThat(files.get(4).bytes()).isEqualTo(LEAF);
        assertThat(files.get(4).contentType()).isEqualTo("application/pkix-cert");
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(files.get(5).bytes()))) {
            for (CertificateFile file : files.subList(0, 5)) {
                assertThat(zip.getNextEntry().getName()).isEqualTo(file.name());
                assertThat(zip.readAllBytes()).isEqualTo(file.bytes());
            }
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(chain(ROOT.certificate(), LEAF, ISSUER.certificate()).downloads())
                .isEqualTo(files);
        assertThat(Program.UNZIP.run("-t", write(files.get(5)))).contains("No errors detected");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void equal_chains_become_equal_files_in_every_time_zone(Format format) {
        List<CertificateFile> here = CertificateFiles.of(CHAIN, format);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(CertificateFiles.of(chain(ROOT.certificate(), LEAF, ISSUER.certificate()), format))
                    .isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void without_intermediates_there_is_no_file_of_them() {
        CertificateChain direct = chain(ROOT.issue(Leaf.of("www.example.com", "www.example.com")), ROOT.certificate());
        assertThat(CertificateFiles.of(direct, Format.PEM_APART)).hasSize(1);
        assertThat(CertificateFiles.of(direct, Format.PEM_CHAIN).get(0).contentType())
                .isEqualTo("application/x-pem-file");
        assertThat(CertificateFiles.inArchive(direct))
                .extracting(CertificateFile::kind)
                .containsExactly(FileKind.CHAIN, FileKind.CERTIFICATE, FileKind.PKCS7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.example.com", "bücher.example", "../../etc/passwd", "a\"\r\nX-Evil: 1", "con", "<script>"})
    void no_name_of_a_certificate_makes_a_file_name_unsafe(String commonName) {
        Leaf leaf = Leaf.of("x").subject("CN=" + commonName.replaceAll("[\"\r\n<>]", "\\\\$0"));
        CertificateChain chain = chain(ISSUER.issue(leaf), ISSUER.certificate());
        for (Format format : Format.values()) {
            assertThat(CertificateFiles.of(chain, format))
                    .extracting(CertificateFile::name)
                    .allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,59}"))
                    .doesNotHaveDuplicates();
        }
    }

    private static CertificateFile only(Format format) {
        assertThat(CertificateFiles.of(CHAIN, format)).hasSize(1);
        return CertificateFiles.of(CHAIN, format).get(0);
    }

    private Path write(CertificateFile file) throws IOException {
        return Files.write(directory.resolve(file.name()), file.bytes());
    }

    private Path root() throws IOException {
        return Files.writeString(directory.resolve("root.pem"), Pem.write(ROOT.certificate()));
    }

    private static String text(CertificateFile file) {
        return new String(file.bytes(), StandardCharsets.US_ASCII);
    }

    private static CertificateChain chain(byte[]... ders) {
        try {
            return CertificateChain.ofDer(List.of(ders));
        } catch (WrongCertificate e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Certificate> certificates(byte[]... ders) throws CertificateException {
        Set<Certificate> all = new HashSet<>();
        for (byte[] der : ders) {
            all.add(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        }
        return all;
    }
}
