package dev.certsend.mail;

import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A multipart whose boundary follows from the message id, not from chance. */
final class FixedMultipart extends MimeMultipart {

    FixedMultipart(String subtype, String messageId) {
        super(subtype);
        contentType = "multipart/%s;\r\n\tboundary=\"%s\"".formatted(subtype, boundary(subtype, messageId));
    }

    /** With {@code =_}, which occurs in neither quoted-printable nor base64, no content can hold it. */
    private static String boundary(String subtype, String messageId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((subtype + ' ' + messageId).getBytes(StandardCharsets.US_ASCII));
            return "=_" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
