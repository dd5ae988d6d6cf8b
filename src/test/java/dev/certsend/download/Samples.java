package dev.certsend.download;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Leaf;
import dev.certsend.certificate.LittleAuthority;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.link.OpenLink;
import dev.certsend.link.OpenLink.Newer;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages for tests: Alice sent somebody the certificate of www.example.com. */
final class Samples {
    static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    static final LittleAuthority ISSUER = ROOT.below("Example TLS RSA SHA256 2026 CA1");
    static final CertificateChain CHAIN =
            chain(ISSUER.issue(Leaf.of("www.example.com", "www.example.com", "example.com")), ISSUER);
    static final CertificateChain WITHOUT_INTERMEDIATES =
            chain(ROOT.issue(Leaf.of("intern.example.com", "intern.example.com")));
    static final String TOKEN = "wT3-Q_0123456789abcdefghijklmnopqrstuvwxyzABC";
    static final Newer NEWER =
            new Newer("0A5C1D46CAE79EF684A6977749060FFE", LocalDate.of(2026, 11, 20), LocalDate.of(2027, 6, 7));
    private static final Address ADDRESS = Address.of(URI.create("https://certificates.example.com/"), TOKEN);

    private Samples() {}

    static CertificateChain chain(byte[] leaf, LittleAuthority... intermediates) {
        List<byte[]> ders = new ArrayList<>(List.of(leaf, ROOT.certificate()));
        for (LittleAuthority intermediate : intermediates) {
            ders.add(intermediate.certificate());
        }
        try {
            return CertificateChain.ofDer(ders);
        } catch (WrongCertificate e) {
            throw new AssertionError(e);
        }
    }

    /** As many names as CertCentral sells at most, one of them as long as a name can be. */
    static CertificateChain hundredNames() {
        String longest =
                String.join(".", Collections.nCopies(4, "l".repeat(62))).substring(0, 250);
        List<String> names = new ArrayList<>(List.of(longest));
        IntStream.range(0, 99)
                .mapToObj("host-%02d.departments.example.com"::formatted)
                .forEach(names::add);
        return chain(ISSUER.issue(Leaf.of("gateway.example.com", names.toArray(String[]::new))), ISSUER);
    }

    static OpenLink link(String person, String message, @Nullable Integer most, int downloaded, @Nullable Newer newer) {
        UUID id = new UUID(1, 2);
        return new OpenLink(
                id,
                id,
                id,
                "T1",
                "U1",
                person,
                Language.ENGLISH,
                1_234_567,
                7,
                "www.example.com",
                "bob@example.org",
                message,
                Leaf.NOW,
                Leaf.NOW.plus(Duration.ofDays(14)),
                most,
                downloaded,
                newer);
    }

    static OpenLink link() {
        return link("Alice Martin", "", null, 0, null);
    }

    static String page(OpenLink link, CertificateChain chain, Language language, Instant now) {
        Words words = Words.in(language);
        LinkPage page = LinkPage.of(link, CertificateSheet.of(words, chain), words, ADDRESS, now);
        return new String(Templates.html("download.jte", page), java.nio.charset.StandardCharsets.UTF_8);
    }
}
