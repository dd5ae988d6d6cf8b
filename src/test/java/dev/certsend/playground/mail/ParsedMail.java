package dev.certsend.playground.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A mail read as MIME: decoded headers, its first HTML and its first plain text, and everything else as attachments. */
public final class ParsedMail {

    private final MimeMessage message;
    private final List<Attachment> attachments = new ArrayList<>();
    private Optional<String> html = Optional.empty();
    private Optional<String> text = Optional.empty();

    private ParsedMail(MimeMessage message) {
        this.message = message;
    }

    static ParsedMail of(byte[] bytes) {
        try {
            Session session = Session.getInstance(new Properties());
            ParsedMail mail = new ParsedMail(new MimeMessage(session, new ByteArrayInputStream(bytes)));
            mail.read(mail.message);
            return mail;
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("not a readable mail", e);
        }
    }

    /** Decoded and unfolded; empty if there is none. */
    public String header(String name) {
        try {
            String value = message.getHeader(name, ", ");
            return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot read the header " + name, e);
        }
    }

    public String subject() {
        return header("Subject");
    }

    public Optional<String> html() {
        return html;
    }

    public Optional<String> text() {
        return text;
    }

    public List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    /** The mode in which the certificate travels, as a reader would guess it. */
    public String modeByEye() {
        if (!attachments.isEmpty()) {
            return "Attachment";
        }
        String all = text.orElse("") + html.orElse("");
        if (all.contains("-----BEGIN CERTIFICATE-----")) {
            return "Plain text";
        }
        return all.contains("/d/") ? "Download link" : "Note";
    }

    private void read(Part part) throws MessagingException, IOException {
        boolean attached = part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!attached && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                read(child);
            }
        } else if (!attached && html.isEmpty() && part.isMimeType("text/html")) {
            html = Optional.of(text(part));
        } else if (!attached && text.isEmpty() && part.isMimeType("text/plain")) {
            text = Optional.of(text(part));
        } else {
            attachments.add(Attachment.of(part));
        }
    }

    /** An unknown charset must not hide the mail. */
    private static String text(Part part) throws MessagingException, IOException {
        try {
            return String.valueOf(part.getContent());
        } catch (UnsupportedEncodingException e) {
            return new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
