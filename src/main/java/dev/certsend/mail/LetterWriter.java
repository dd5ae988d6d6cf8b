package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Renders a {@link Letter} as MIME (RFC 5322, 2045, 2046, 2183).
 *
 * <p>By hand: the form never varies, so that nothing in it may depend on the machine, its clock, zone, charset or system properties,
 * and the library takes over ten times as long.
 */
final class LetterWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9]+( [A-Za-z0-9]+)*");
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    private final Letter letter;
    private final StringBuilder wire = new StringBuilder(8192);

    private LetterWriter(Letter letter) {
        this.letter = letter;
    }

    static byte[] bytes(Letter letter) {
        LetterWriter writer = new LetterWriter(letter);
        writer.head();
        writer.body();
        return writer.wire.toString().getBytes(StandardCharsets.UTF_8); // beyond ASCII only addresses: RFC 6532
    }

    private void head() {
        EmailAddress replyTo = letter.replyTo();
        header("Date", DATE.format(letter.date()));
        header("From", sender());
        if (replyTo != null && (letter.to().needsSmtpUtf8() || !replyTo.needsSmtpUtf8())) {
            header("Reply-To", replyTo.toString());
        }
        header("To", letter.to().toString());
        header("Message-ID", letter.messageId());
        header("Subject", HeaderText.of(letter.subject()));
        header("Content-Language", letter.language().toLanguageTag());
        header("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
        header("X-Auto-Response-Suppress", "All"); // Exchange's out-of-office replies
        header("MIME-Version", "1.0");
    }

    private String sender() {
        String name = letter.fromName().strip();
        if (name.isEmpty()) {
            return letter.from().toString();
        }
        return (ATOMS.matcher(name).matches() ? name : HeaderText.encoded(name)) + " <" + letter.from() + ">";
    }

    private void body() {
        if (letter.attachments().isEmpty()) {
            alternatives();
            return;
        }
        String boundary = boundary("mixed");
        multipart("mixed", boundary);
        delimiter(boundary);
        alternatives();
        for (Attachment attachment : letter.attachments()) {
            delimiter(boundary);
            file(attachment);
        }
        end(boundary);
    }

    private void alternatives() {
        String boundary = boundary("alternative");
        multipart("alternative", boundary);
        delimiter(boundary);
        text("plain", letter.text());
        delimiter(boundary);
        text("html", letter.html());
        end(boundary);
    }

    private void text(String subtype, String text) {
        header("Content-Type", "text/" + subtype + "; charset=utf-8");
        header("Content-Transfer-Encoding", "quoted-printable");
        wire.append("\r\n").append(QuotedPrintable.of(text));
    }

    private void file(Attachment attachment) {
        header("Content-Type", attachment.contentType() + ";\r\n name=\"" + attachment.fileName() + '"');
        header("Content-Transfer-Encoding", "base64");
        header("Content-Disposition", "attachment; filename=\"" + attachment.fileName() + '"');
        wire.append("\r\n").append(BASE64.encodeToString(attachment.bytes()));
    }

    private void multipart(String subtype, String boundary) {
        header("Content-Type", "multipart/" + subtype + ";\r\n boundary=\"" + boundary + '"');
    }

    private void delimiter(String boundary) {
        wire.append("\r\n--").append(boundary).append("\r\n");
    }

    private void end(String boundary) {
        wire.append("\r\n--").append(boundary).append("--\r\n");
    }

    private void header(String name, String value) {
        wire.append(name).append(": ").append(value).append("\r\n");
    }

    /** From the message id, not from chance; with {@code =_}, which occurs in neither quoted-printable nor base64, no content can hold it. */
    private String boundary(String subtype) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((subtype + ' ' + letter.messageId()).getBytes(StandardCharsets.US_ASCII));
            return "=_" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
