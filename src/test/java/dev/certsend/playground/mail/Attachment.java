package dev.certsend.playground.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;

/** A part of a mail that is a file. */
public final class Attachment {

    private final String name;
    private final String type;
    private final byte[] bytes;

    Attachment(String name, String type, byte[] bytes) {
        this.name = name;
        this.type = type;
        this.bytes = bytes.clone();
    }

    static Attachment of(Part part) throws MessagingException, IOException {
        String name = part.getFileName() == null ? "unnamed" : MimeUtility.decodeText(part.getFileName());
        String type = part.getContentType().replaceFirst(";(?s).*", "").strip();
        return new Attachment(name, type, part.getInputStream().readAllBytes());
    }

    /** As the sender wrote it: never a path to write to. */
    public String name() {
        return name;
    }

    /** The media type without parameters. */
    public String type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }
}
