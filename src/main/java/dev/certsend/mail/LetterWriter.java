package dev.certsend.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders a {@link Letter}. Nothing in the result depends on the machine, its clock, time zone or default charset. */
final class LetterWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private LetterWriter() {}

    static byte[] bytes(Letter letter) {
        try {
            MimeMessage message = new FixedMessage(letter.messageId());
            head(message, letter);
            message.setContent(body(letter));
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException fault) {
            throw new IllegalStateException("a letter could not be rendered", fault);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void head(MimeMessage message, Letter letter) throws MessagingException, IOException {
        message.setHeader("Date", DATE.format(letter.date()));
        message.setFrom(address(letter.from(), letter.fromName()));
        message.setRecipient(RecipientType.TO, address(letter.to(), ""));
        EmailAddress replyTo = letter.replyTo();
        if (replyTo != null) {
            message.setReplyTo(new InternetAddress[] {address(replyTo, "")});
        }
        message.setHeader("Subject", HeaderText.of(letter.subject()));
        message.setHeader("Content-Language", letter.language().toLanguageTag());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
        message.setHeader("X-Auto-Response-Suppress", "All"); // Exchange's out-of-office replies
    }

    /** The library's own parser reads more into an address than stands there, so it is never asked. */
    private static InternetAddress address(EmailAddress address, String name) throws UnsupportedEncodingException {
        InternetAddress written = new InternetAddress();
        written.setAddress(address.toString());
        if (!name.isBlank()) {
            written.setPersonal(name, "UTF-8");
        }
        if (!written.getAddress().equals(address.toString()) || written.isGroup()) {
            throw new IllegalStateException("the address would be written as another one");
        }
        return written;
    }

    private static MimeMultipart body(Letter letter) throws MessagingException {
        MimeMultipart alternative = new FixedMultipart("alternative", letter.messageId());
        alternative.addBodyPart(textPart(letter.text(), "plain"));
        alternative.addBodyPart(textPart(letter.html(), "html"));
        if (letter.attachments().isEmpty()) {
            return alternative;
        }
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(alternative);
        MimeMultipart mixed = new FixedMultipart("mixed", letter.messageId());
        mixed.addBodyPart(first);
        for (Attachment attachment : letter.attachments()) {
            mixed.addBodyPart(filePart(attachment));
        }
        return mixed;
    }

    /** Quoted-printable whatever the text: it alone keeps the spaces at line ends that stop Outlook from joining lines. */
    private static MimeBodyPart textPart(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "utf-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeBodyPart filePart(Attachment attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.contentType())));
        part.setFileName(attachment.fileName());
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** Keeps its Message-ID where the library would make a new one at every save. */
    private static final class FixedMessage extends MimeMessage {

        private final String messageId;

        FixedMessage(String messageId) {
            super((@Nullable Session) null);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
