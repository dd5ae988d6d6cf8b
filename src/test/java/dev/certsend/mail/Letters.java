package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Letters for tests. */
final class Letters {

    static final EmailAddress SENDER = EmailAddress.of("certs@mail.example.com");
    static final EmailAddress BOB = EmailAddress.of("bob@example.org");

    private Letters() {}

    /** Settings with nothing but a relay. */
    static MailSettings mail(String smtpUrl) {
        return mail(smtpUrl, null);
    }

    static MailSettings mail(String smtpUrl, @Nullable OAuth oauth) {
        return new MailSettings(SmtpSettings.parse(smtpUrl, oauth), SENDER, null, null);
    }

    static Letter letter(String subject, String text, Attachment... attachments) {
        return new Letter(
                SENDER,
                "Certificates",
                BOB,
                EmailAddress.of("alice@example.com"),
                subject,
                text,
                "<p>as text</p>",
                List.of(attachments),
                "<d-0001@mail.example.com>",
                Instant.parse("2026-11-22T10:00:00Z"),
                Locale.ENGLISH);
    }

    static Attachment pem() {
        return new Attachment(
                "www.example.org_chain.pem",
                "application/pem-certificate-chain",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
    }
}
