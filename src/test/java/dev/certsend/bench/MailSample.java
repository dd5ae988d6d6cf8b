package dev.certsend.bench;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.letter.Asked;
import dev.certsend.letter.CertificateLetter;
import dev.certsend.letter.Mode;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.playground.certcentral.Leaf;
import dev.certsend.playground.certcentral.LittleCa;
import dev.certsend.playground.certcentral.Names;
import dev.certsend.playground.certcentral.Organization;
import dev.certsend.playground.certcentral.Product.Validation;
import dev.certsend.playground.certcentral.Validity;
import dev.certsend.text.Language;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The letters of the benchmark: a certificate with its chain attached, each to a recipient of its own. */
final class MailSample {
    static final EmailAddress SENDER = EmailAddress.of("certificates@example.com");

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final long BENCH = 0xBE7C_4000L;

    private final CertificateChain chain = chain();
    private final Asked asked = new Asked(
            "Anna Example",
            "Example Corp",
            EmailAddress.of("anna@example.com"),
            1_193_139_621L,
            Mode.ATTACHMENT,
            Format.PEM_CHAIN,
            "As agreed on Friday. Please install it before the old one ends.",
            Language.ENGLISH,
            Instant.parse("2026-11-22T12:00:00Z"));
    private final Letter first = rendered(0);

    /** Written anew: words, template, PEM. */
    Letter rendered(long number) {
        UUID delivery = new UUID(BENCH, number);
        return new CertificateLetter(asked, delivery, recipient(number), chain, null).from(SENDER);
    }

    /** The same letter with texts and file ready made; recipient and message id are its own. */
    Letter readyMade(long number) {
        return new Letter(
                first.from(),
                first.fromName(),
                recipient(number),
                first.replyTo(),
                first.subject(),
                first.text(),
                first.html(),
                first.attachments(),
                "<d-" + new UUID(BENCH, number) + "@" + SENDER.domain() + ">",
                first.date(),
                first.language());
    }

    private static EmailAddress recipient(long number) {
        return EmailAddress.of("recipient-" + number + "@example.net");
    }

    private static CertificateChain chain() {
        LittleCa authority = LittleCa.seeded(1, DAY);
        Organization organization = new Organization(1, "Example Corp", "Berlin", "DE", "example.com");
        Leaf leaf = new Leaf(
                "0669D46CAE79EF684A69777490602485",
                Names.of("shop.example.com", "www.shop.example.com", "api.shop.example.com"),
                Validity.ofDays(DAY, 199),
                Validation.OV,
                organization);
        List<X509Certificate> certificates = new ArrayList<>(authority.above(Validation.OV));
        certificates.add(0, authority.issue(leaf));
        List<byte[]> ders = new ArrayList<>();
        try {
            for (X509Certificate certificate : certificates) {
                ders.add(certificate.getEncoded());
            }
            return CertificateChain.ofDer(ders);
        } catch (CertificateEncodingException | WrongCertificate e) {
            throw new IllegalStateException("the sample's chain is none", e);
        }
    }
}
