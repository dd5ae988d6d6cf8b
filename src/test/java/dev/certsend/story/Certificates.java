package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a recipient does with what came: reads it with the JDK, and with openssl where there is one. */
final class Certificates {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^-----BEGIN CERTIFICATE-----\\s+([A-Za-z0-9+/=\\s]+?)^-----END CERTIFICATE-----\\s*$");

    private Certificates() {}

    /** All certificates of a text, as one copies them out of it: blocks whose lines begin at the margin. */
    static List<X509Certificate> in(String text) {
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            found.add(one(Base64.getMimeDecoder().decode(blocks.group(1))));
        }
        return found;
    }

    private static X509Certificate one(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new AssertionError("a block that is no certificate", e);
        }
    }

    /** Sees that a text holds the order's own certificate first and its issuers after it, and nothing else. */
    static void areThoseOf(LocalOrder order, LocalCertCentral authority, String text) {
        List<X509Certificate> chain = authority.chain(order.id());
        assertThat(in(text)).isNotEmpty();
        assertThat(in(text).get(0)).isEqualTo(chain.get(0));
        assertThat(in(text).get(1)).isEqualTo(chain.get(1));
        assertThat(chain).containsAll(in(text));
        assertThat(text).doesNotContain("PRIVATE KEY");
        verify(text, chain.get(chain.size() - 1));
    }

    private static void verify(String text, X509Certificate root) {
        try {
            Path directory = Files.createTempDirectory("story");
            Path file = Files.writeString(directory.resolve("chain.pem"), text);
            Path anchor = Files.writeString(directory.resolve("root.pem"), pem(root));
            if (Openssl.isThere()) {
                assertThat(Openssl.run("x509", "-in", file.toString(), "-noout", "-subject", "-serial"))
                        .contains("subject", "serial");
                assertThat(Openssl.run(
                                "verify", "-CAfile", anchor.toString(), "-untrusted", file.toString(), file.toString()))
                        .contains(": OK");
            }
        } catch (IOException e) {
            throw new IllegalStateException("no temporary files", e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate without bytes", e);
        }
    }
}
