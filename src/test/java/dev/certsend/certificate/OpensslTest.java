package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the program that most receivers will open the certificate with. */
class OpensslTest {

    private static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    private static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");

    @Test
    void openssl_reads_and_verifies_what_is_written(@TempDir Path directory) throws Exception {
        byte[] leaf = ISSUER.issue(Leaf.of("www.example.com", "www.example.com"));
        CertificateChain chain = CertificateChain.ofDer(List.of(ROOT.certificate(), ISSUER.certificate(), leaf));
        Path sent = Files.writeString(directory.resolve("sent.pem"), chain.pem());
        Path root = Files.writeString(directory.resolve("root.pem"), Pem.write(ROOT.certificate()));
        CertificateFacts facts = chain.facts();

        assertThat(Program.OPENSSL.run("x509", "-in", sent, "-noout", "-serial", "-fingerprint", "-sha256"))
                .contains("serial=" + facts.serial())
                .containsIgnoringCase("sha256 fingerprint=" + facts.sha256Colons());
        assertThat(Program.OPENSSL.run("verify", "-no_check_time", "-CAfile", root, "-untrusted", sent, sent))
                .endsWith("OK");
    }
}
