package dev.certsend.letter;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.certificate.Leaf;
import dev.certsend.certificate.LittleAuthority;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.text.Language;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Letters for tests: Alice of Example Corp sends Bob the certificate of www.example.com. */
final class Samples {
    static final LittleAuthority ROOT = LittleAuthority.root("Example Root");
    static final LittleAuthority ISSUER = ROOT.below("Example TLS CA 1");
    static final CertificateChain CHAIN = chain(Leaf.of("www.example.com", "www.example.com", "example.com"));
    static final EmailAddress SENDER = EmailAddress.of("certificates@example.com");
    static final EmailAddress ALICE = EmailAddress.of("alice@example.com");
    static final String MESSAGE = "For the new proxy.\n\nGrüße, <Alice> & co";
    static final CertificateLetter.Page PAGE = new CertificateLetter.Page(
            URI.create("https://certs.example.com/d/wT3-Q_0123456789abcdefghijklmnopqrstuvwxyzABC"),
            Instant.parse("2026-12-06T12:00:00Z"),
            null);

    private Samples() {}

    static CertificateChain chain(Leaf leaf) {
        return chain(ROOT.certificate(), ISSUER.certificate(), ISSUER.issue(leaf));
    }

    static CertificateChain chain(byte[]... ders) {
        try {
            return CertificateChain.ofDer(List.of(ders));
        } catch (WrongCertificate e) {
            throw new AssertionError(e);
        }
    }

    /** As many names as CertCentral sells at most, one of them as long as a name can be. */
    static CertificateChain hundredNames() {
        List<String> names = new ArrayList<>(IntStream.range(0, 99)
                .mapToObj("host-%02d.departments.example.com"::formatted)
                .toList());
        String longest = String.join(".", Collections.nCopies(4, "l".repeat(62))) + ".x";
        names.add(longest.substring(0, 253));
        return chain(Leaf.of("gateway.example.com", names.toArray(String[]::new)));
    }

    static Asked asked(Mode mode, Format format, Language language) {
        return new Asked("Alice Martin", "Example Corp", ALICE, 1234567, mode, format, MESSAGE, language, Leaf.NOW);
    }

    static Letter letter(Asked asked, CertificateChain chain) {
        return new CertificateLetter(
                        asked,
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        EmailAddress.of("bob@example.org"),
                        chain,
                        asked.mode() == Mode.DOWNLOADLINK ? PAGE : null)
                .from(SENDER);
    }

    static Letter letter(Mode mode, Format format, Language language) {
        return letter(asked(mode, format, language), CHAIN);
    }

    /** Every mode, the one of attachments in every format, each in every language. */
    static Stream<Asked> every() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.concat(
                        Stream.of(Format.values()).map(format -> asked(Mode.ATTACHMENT, format, language)),
                        Stream.of(Mode.PLAINTEXT, Mode.DOWNLOADLINK)
                                .map(mode -> asked(mode, Format.PEM_CHAIN, language))));
    }
}
