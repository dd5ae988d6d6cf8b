package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Program;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody has taken from a page, in a directory with nothing else. */
record TakenFiles(Path directory) {
    /** How the names of the files end, in the order of the page. */
    static final List<String> KINDS = List.of(
            "_chain.pem",
            "_certificate.pem",
            "_intermediates.pem",
            "_chain.p7b",
            "_certificate.der",
            "_everything.zip");

    /** The file that ends so; empty as long as it is not there in full. */
    Optional<Path> find(String kind) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(kind)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String kind) {
        return find(kind).orElseThrow(() -> new AssertionError("nothing taken ends in " + kind));
    }

    private String text(String kind) {
        try {
            return Files.readString(file(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CertificateChain chain() throws Exception {
        return CertificateChain.parse(text("_chain.pem"));
    }

    /** Opens each with the programs that recipients open it with: all are of this order's certificate. */
    void areThoseOf(LocalOrder order, LocalCertCentral account) throws Exception {
        Certificates.areThoseOf(order, account, text("_chain.pem"));
        List<X509Certificate> all = account.chain(order.id());
        Path root = Files.writeString(Files.createTempFile("root", ".pem"), Certificates.pem(all.get(all.size() - 1)));
        assertThat(Program.OPENSSL.run(
                        "verify", "-CAfile", root, "-untrusted", file("_intermediates.pem"), file("_certificate.pem")))
                .endsWith("OK");
        Files.delete(root);
        assertThat(Program.OPENSSL.run("pkcs7", "-in", file("_chain.p7b"), "-print_certs", "-noout"))
                .contains("subject", "issuer");
        String fingerprint = chain().facts().sha256Colons();
        assertThat(Program.OPENSSL.run(
                        "x509", "-inform", "DER", "-in", file("_certificate.der"), "-noout", "-fingerprint", "-sha256"))
                .contains(fingerprint);
        for (String kind : List.of("_chain.pem", "_certificate.pem", "_chain.p7b", "_certificate.der")) {
            assertThat(Program.KEYTOOL.run("-printcert", "-file", file(kind))).contains(fingerprint);
        }
        assertThat(Program.UNZIP.run("-t", file("_everything.zip"))).contains("No errors detected", "_certificate.der");
    }
}
