package dev.certsend.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/**
 * A letter as a mail program has it, read by two MIME readers that share no code with each other or with the writer.
 *
 * @param headers their names, in order
 * @param texts the text parts, plain before HTML, lines ended by LF
 */
record Received(
        List<String> headers,
        String subject,
        String fromName,
        String from,
        String replyTo,
        List<String> texts,
        List<File> files) {

    /** @param content a character for each byte */
    record File(String name, String contentType, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    String text() {
        return texts.get(0);
    }

    String html() {
        return texts.get(1);
    }

    static Received byAngus(byte[] wire) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(wire));
            InternetAddress from = (InternetAddress) mail.getFrom()[0];
            List<String> headers = new ArrayList<>();
            mail.getAllHeaders().asIterator().forEachRemaining(header -> headers.add(header.getName()));
            Received read = new Received(
                    headers,
                    mail.getSubject(),
                    String.valueOf(from.getPersonal()),
                    from.getAddress(),
                    ((InternetAddress) mail.getReplyTo()[0]).getAddress(),
                    new ArrayList<>(),
                    new ArrayList<>());
            read.add(mail);
            return read;
        } catch (MessagingException | IOException e) {
            throw new AssertionError("Angus cannot read it", e);
        }
    }

    private void add(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                add(parts.getBodyPart(i));
            }
        } else if (part.getFileName() == null) {
            texts.add(lines((String) part.getContent()));
        } else {
            files.add(new File(
                    part.getFileName(),
                    new ContentType(part.getContentType()).getBaseType(),
                    new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)));
        }
    }

    static Received byMime4j(byte[] wire) {
        try {
            Message mail = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(wire));
            Mailbox from = mail.getFrom().get(0);
            List<String> headers = new ArrayList<>();
            mail.getHeader().getFields().forEach(field -> headers.add(field.getName()));
            Mailbox replyTo = mail.getReplyTo() == null
                    ? from
                    : (Mailbox) mail.getReplyTo().get(0);
            Received read = new Received(
                    headers,
                    mail.getSubject(),
                    String.valueOf(from.getName()),
                    from.getAddress(),
                    replyTo.getAddress(),
                    new ArrayList<>(),
                    new ArrayList<>());
            read.add(mail);
            return read;
        } catch (IOException e) {
            throw new AssertionError("mime4j cannot read it", e);
        }
    }

    private void add(Entity part) throws IOException {
        if (part.getBody() instanceof org.apache.james.mime4j.dom.Multipart parts) {
            for (Entity each : parts.getBodyParts()) {
                add(each);
            }
        } else if (part.getFilename() == null && part.getBody() instanceof TextBody body) {
            StringWriter text = new StringWriter();
            try (Reader reader = body.getReader()) {
                reader.transferTo(text);
            }
            texts.add(lines(text.toString()));
        } else {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ((SingleBody) part.getBody()).writeTo(bytes);
            files.add(new File(part.getFilename(), part.getMimeType(), bytes.toString(StandardCharsets.ISO_8859_1)));
        }
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
