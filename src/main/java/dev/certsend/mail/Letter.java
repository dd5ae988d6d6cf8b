package dev.certsend.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail to one recipient, before it becomes bytes. Equal letters become equal bytes, so that a second copy can be told as such.
 *
 * @param from ASCII throughout
 * @param fromName shown beside the sender's address; blank for none. Never a user's text
 * @param replyTo where answers go; null for the sender. Left out if it is not ASCII while {@code to} is: it would ask SMTPUTF8 of a
 *     recipient that does without
 * @param subject one line of at most 200 characters
 * @param text the plain part; lines end in LF or CRLF
 * @param html the HTML part, saying the same
 * @param messageId with its angle brackets, {@code <d-…@mail.example.com>} (RFC 5322 section 3.6.4)
 * @param date to the second
 * @param language of text and subject
 */
public record Letter(
        EmailAddress from,
        String fromName,
        EmailAddress to,
        @Nullable EmailAddress replyTo,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        String messageId,
        Instant date,
        Locale language) {

    private static final int MOST_IN_HEADER = 200;
    private static final Pattern MESSAGE_ID =
            Pattern.compile("<[A-Za-z0-9_+=-]+(\\.[A-Za-z0-9_+=-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*>");

    /** @throws IllegalArgumentException if name or subject has a control character or is too long, the sender is not ASCII, or the message id is none */
    public Letter {
        attachments = List.copyOf(attachments);
        if (from.needsSmtpUtf8()) {
            throw new IllegalArgumentException("the sender's address is not ASCII");
        }
        checkHeader("subject", subject);
        checkHeader("sender's name", fromName);
        if (fromName.contains("=?")) {
            throw new IllegalArgumentException("the sender's name looks like an encoded word");
        }
        if (messageId.length() > MOST_IN_HEADER
                || !MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("not a message id: " + Unsafe.visible(messageId, 80));
        }
    }

    private static void checkHeader(String what, String value) {
        if (value.codePoints().anyMatch(Unsafe::breaksLines)) {
            throw new IllegalArgumentException(
                    "the " + what + " has a control character: " + Unsafe.visible(value, 80));
        }
        if (value.length() > MOST_IN_HEADER) {
            throw new IllegalArgumentException("the " + what + " is longer than " + MOST_IN_HEADER + " characters");
        }
    }

    /**
     * The letter as it goes over the wire and as it is stored: MIME, 7-bit (but for the UTF-8 head of a letter to an address that
     * {@link EmailAddress#needsSmtpUtf8}, RFC 6532), CRLF line ends, no line over 998 octets.
     */
    public byte[] bytes() {
        return LetterWriter.bytes(this);
    }

    /** Names no one and quotes nothing: letters are not for log lines. */
    @Override
    public String toString() {
        return "Letter[" + messageId + ", " + attachments.size() + " attachments]";
    }
}
