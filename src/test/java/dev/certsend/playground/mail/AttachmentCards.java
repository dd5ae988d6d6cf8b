package dev.certsend.playground.mail;

import static dev.certsend.playground.mail.Html.escape;

import java.util.List;

/** The files of a mail, and what is in them if they are certificates. */
final class AttachmentCards {

    private static final int NAMES_SHOWN = 12;

    private AttachmentCards() {}

    static String of(int mail, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return "<p class=\"none\">This mail has no attachments.</p>";
        }
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < attachments.size(); i++) {
            cards.append(card("/mails/" + mail + "/attachments/" + (i + 1), attachments.get(i)));
        }
        return cards.toString();
    }

    private static String card(String path, Attachment attachment) {
        StringBuilder certificates = new StringBuilder();
        for (CertificateSummary certificate : CertificateSummary.of(attachment.bytes())) {
            certificates.append(certificate(certificate));
        }
        return """
                <div class="file">
                <p class="name"><b>%s</b> <span>%s, %s</span>
                <span class="do"><a href="%s?open" target="_blank">Open</a> <a href="%s">Download</a></span></p>
                %s
                </div>
                """.formatted(
                        escape(attachment.name()),
                        escape(attachment.type()),
                        Html.size(attachment.size()),
                        path,
                        path,
                        certificates);
    }

    private static String certificate(CertificateSummary certificate) {
        return "<dl class=\"certificate\">"
                + Html.row("Subject", certificate.subject())
                + Html.row("Names", names(certificate.names()))
                + Html.row("Issuer", certificate.issuer())
                + Html.row("Serial", certificate.serial())
                + Html.row("Valid", certificate.validity())
                + Html.row("SHA-256", certificate.fingerprint())
                + "</dl>";
    }

    private static String names(List<String> names) {
        return names.size() <= NAMES_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_SHOWN)) + " and " + (names.size() - NAMES_SHOWN) + " more";
    }
}
