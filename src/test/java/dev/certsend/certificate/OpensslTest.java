package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the program that most receivers will open the certificate with. */
class OpensslTest {

    private static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    private static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");

    @Test
    void openssl_reads_and_verifies_what_is_written(@TempDir Path directory) throws Exception {
        assumeThat(onPath("openssl")).as("openssl is on the path").isTrue();
        byte[] leaf = ISSUER.issue(Leaf.of("www.example.com", "www.example.com"));
        CertificateChain chain = CertificateChain.ofDer(List.of(ROOT.certificate(), ISSUER.certificate(), leaf));
        String sent =
                Files.writeString(directory.resolve("sent.pem"), chain.pem()).toString();
        String root = Files.writeString(directory.resolve("root.pem"), Pem.write(ROOT.certificate()))
                .toString();
        CertificateFacts facts = chain.facts();

        assertThat(openssl("x509", "-in", sent, "-noout", "-serial", "-fingerprint", "-sha256"))
                .contains("serial=" + facts.serial())
                .containsIgnoringCase("sha256 fingerprint=" + facts.sha256Colons());
        assertThat(openssl("verify", "-no_check_time", "-CAfile", root, "-untrusted", sent, sent))
                .endsWith("OK");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
