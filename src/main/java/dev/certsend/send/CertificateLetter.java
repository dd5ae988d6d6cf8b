package dev.certsend.send;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.CertificateFileName;
import dev.certsend.mail.Attachment;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.orders.CertificateInWords;
import dev.certsend.text.OneLine;
import dev.certsend.text.Words;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The letter of one delivery, in the requester's language: what the certificate is, the certificate itself or the way to
 * it, how to check and install it, and the requester's own words, labelled as theirs. Nothing a person typed comes into a
 * header or a file name.
 *
 * @param page where the download page is, for the mode that has one
 */
record CertificateLetter(
        Send send,
        UUID deliveryId,
        EmailAddress to,
        CertificateChain chain,
        String workspace,
        @Nullable Page page) {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, CertificateLetter.class.getClassLoader(), "dev.certsend.template");

    /** Outlook joins lines of plain text that don't end in three spaces; every reader of PEM takes them. */
    private static final String KEPT_APART = "   ";

    private static final int MOST_WORKSPACE = 80;

    /** The download page of this delivery and until when it is there. */
    record Page(URI url, Instant until) {}

    Letter from(EmailAddress sender) {
        return new Letter(
                sender,
                OneLine.of(workspace.replace("=?", ""), MOST_WORKSPACE) + " – cert-send",
                to,
                send.replyTo() == null ? null : EmailAddress.of(send.replyTo()),
                subject(),
                text(),
                html(),
                send.mode() == Mode.ATTACHMENT ? List.of(attachment()) : List.of(),
                "<d-" + deliveryId + "@" + sender.domain() + ">",
                send.requestedAt(),
                send.language().locale());
    }

    private Attachment attachment() {
        return new Attachment(fileName(), "application/x-pem-file", chain.pem().getBytes(StandardCharsets.US_ASCII));
    }

    private Words words() {
        return send.words();
    }

    private String fileName() {
        return CertificateFileName.of(chain.facts(), "chain", "pem");
    }

    private String name() {
        return CertificateInWords.name(chain.facts());
    }

    private String subject() {
        return words().say("letter.subject", Map.of("name", name()));
    }

    private String opening() {
        return words().say(
                        "letter.opening",
                        Map.of(
                                "person",
                                send.requesterName(),
                                "workspace",
                                workspace,
                                "name",
                                name(),
                                "order",
                                Long.toString(send.orderId())));
    }

    private List<CertificateInWords.Fact> facts() {
        return CertificateInWords.facts(words(), chain.facts(), CertificateInWords.valid(words(), chain.facts()));
    }

    private List<String> instructions() {
        Words words = words();
        List<String> lines = new ArrayList<>();
        switch (send.mode()) {
            case ATTACHMENT -> {
                lines.add(words.say("letter.attachment.what", Map.of("file", fileName())));
                lines.add(words.say("letter.attachment.install"));
            }
            case PLAINTEXT -> {
                lines.add(words.say("letter.plaintext.what"));
                lines.add(words.say("letter.plaintext.install"));
            }
            case DOWNLOADLINK ->
                lines.add(words.say("letter.downloadlink.what", Map.of("until", words.minute(until()))));
        }
        return lines;
    }

    private Instant until() {
        return page == null ? Instant.EPOCH : page.until();
    }

    private @Nullable String pem() {
        return send.mode() == Mode.PLAINTEXT ? chain.pem() : null;
    }

    private String text() {
        StringBuilder text = new StringBuilder(opening()).append("\n\n");
        if (!send.message().isEmpty()) {
            text.append(words().say("letter.message", Map.of("person", send.requesterName())))
                    .append('\n');
            send.message()
                    .lines()
                    .forEach(line -> text.append("  | ").append(line).append('\n'));
            text.append('\n');
        }
        facts().forEach(fact ->
                text.append(fact.label()).append(": ").append(fact.value()).append('\n'));
        text.append('\n');
        if (page != null) {
            text.append(words().say("letter.downloadlink.open"))
                    .append('\n')
                    .append(page.url())
                    .append("\n\n");
        }
        instructions().forEach(line -> text.append(line).append("\n\n"));
        text.append(words().say("letter.check"))
                .append('\n')
                .append(CertificateInWords.COMMAND)
                .append("\n\n");
        if (pem() != null) {
            chain.pem()
                    .lines()
                    .forEach(line -> text.append(line).append(KEPT_APART).append('\n'));
            text.append('\n');
        }
        return text.append("-- \n").append(footer()).append('\n').toString();
    }

    private String footer() {
        return words().say("letter.footer", Map.of("person", send.requesterName(), "workspace", workspace));
    }

    private String html() {
        String message = send.message();
        LetterPage shown = new LetterPage(
                send.language().tag(),
                subject(),
                opening(),
                message.isEmpty() ? null : words().say("letter.message", Map.of("person", send.requesterName())),
                message,
                facts(),
                page == null ? null : page.url().toString(),
                words().say("letter.downloadlink.button"),
                instructions(),
                words().say("letter.check"),
                pem(),
                footer());
        StringOutput html = new StringOutput();
        TEMPLATES.render("letter.jte", shown, html);
        return html.toString();
    }
}
