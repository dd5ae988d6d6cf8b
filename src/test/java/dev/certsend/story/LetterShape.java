package dev.certsend.story;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The media types of a mail, nested as its parts are. */
final class LetterShape {
    private LetterShape() {}

    static String of(byte[] mail) {
        try {
            return of(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (MessagingException | IOException e) {
            throw new AssertionError("not a readable mail", e);
        }
    }

    private static String of(Part part) throws MessagingException, IOException {
        String type = new ContentType(part.getContentType()).getBaseType();
        if (!(part.getContent() instanceof Multipart parts)) {
            return type;
        }
        List<String> inner = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            inner.add(of(parts.getBodyPart(i)));
        }
        return type + "[" + String.join(",", inner) + "]";
    }
}
