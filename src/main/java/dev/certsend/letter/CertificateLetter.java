package dev.certsend.letter;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.CertificateFile;
import dev.certsend.mail.Attachment;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The letter of one delivery, in the requester's language: what the certificate is, the certificate itself or the way to
 * it, how to check and install it, and the requester's own words, labelled as theirs. Nothing a person typed comes into a
 * header or a file name.
 *
 * @param page where the download page is, for the mode that has one
 */
public record CertificateLetter(
        Asked asked,
        UUID deliveryId,
        EmailAddress to,
        CertificateChain chain,
        @Nullable Page page) {

    private static final Pattern MESSAGE_ID =
            Pattern.compile("<d-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@>]+>");

    /**
     * The download page of this delivery.
     *
     * @param until when it is there
     * @param mostDownloads how often it gives a file; null for as often as one likes
     */
    public record Page(URI url, Instant until, @Nullable Integer mostDownloads) {

        /** Without the address, which opens it. */
        @Override
        public String toString() {
            return "(page until " + until + ")";
        }
    }

    /** The delivery whose letter has this Message-ID; empty if it is none of ours. */
    public static Optional<UUID> deliveryOf(String messageId) {
        Matcher ours = MESSAGE_ID.matcher(messageId);
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    /** The letter as it leaves this sender. */
    public Letter from(EmailAddress sender) {
        List<CertificateFile> files = asked.mode() == Mode.ATTACHMENT ? chain.files(asked.format()) : List.of();
        LetterPage shown = new PageWriter(asked, chain, files).write(page);
        return new Letter(
                sender,
                senderName(),
                to,
                asked.replyTo(),
                shown.title(),
                TextPart.of(shown),
                HtmlPart.of(shown),
                files.stream().map(CertificateLetter::attachment).toList(),
                "<d-" + deliveryId + "@" + sender.domain() + ">",
                asked.at(),
                asked.language().locale());
    }

    /** What looks like an encoded word must not become one. */
    private String senderName() {
        return asked.workspace().replace("=?", "= ?") + " – cert-send";
    }

    private static Attachment attachment(CertificateFile file) {
        return new Attachment(file.name(), file.contentType(), file.bytes());
    }
}
