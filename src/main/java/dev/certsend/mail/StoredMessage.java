package dev.certsend.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** A rendered letter in its envelope. The library is given the bytes as they are and parses nothing. */
final class StoredMessage extends SMTPMessage {

    private static final int LONGEST_LINE = 998;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final byte[] letter;
    private final InternetAddress recipient;
    private final boolean needsSmtpUtf8;
    private final @Nullable UUID id;

    StoredMessage(EmailAddress from, EmailAddress to, byte[] letter) {
        this(new Envelope(from, to, null), letter);
    }

    /** @throws IllegalArgumentException if the bytes are no letter for a 7-bit wire, or one with a UTF-8 head that its recipient does not need */
    StoredMessage(Envelope envelope, byte[] letter) {
        super((@Nullable Session) null);
        EmailAddress to = envelope.to();
        needsSmtpUtf8 = to.needsSmtpUtf8();
        checkWireForm(letter, needsSmtpUtf8);
        this.letter = letter;
        id = envelope.id();
        setEnvelopeFrom(ascii(envelope.from()));
        recipient = new InternetAddress();
        recipient.setAddress(needsSmtpUtf8 ? to.toString() : ascii(to));
    }

    /** Whether only a connection with SMTPUTF8 may carry it: over any other, the library would mail somebody else. */
    boolean needsSmtpUtf8() {
        return needsSmtpUtf8;
    }

    InternetAddress recipient() {
        return recipient;
    }

    /**
     * Has a failure on the way reported by the letter's id (RFC 3461), with the letter's head and not with the certificate. Failures
     * would be reported without {@code NOTIFY} too; with it, delays are not: they are no news to us, and hundreds may come of a
     * server that is down.
     *
     * @param offered whether the relay offers such reports: else nothing of this is said
     */
    void reportFailures(boolean offered) {
        boolean said = offered && id != null;
        setMailExtension(
                said ? "ENVID=" + id : ""); // hex digits and hyphens are their own xtext; null would ask the session
        setReturnOption(said ? RETURN_HDRS : 0);
        setNotifyOptions(said ? NOTIFY_FAILURE : 0);
    }

    @Override
    public void writeTo(OutputStream wire, String @Nullable [] leftOut) throws IOException, MessagingException {
        wire.write(letter);
    }

    /** The library would cut every other character to its low byte and mail somebody else. */
    private static String ascii(EmailAddress address) {
        String written = address.toString();
        if (!VISIBLE_ASCII.matcher(written).matches()) {
            throw new IllegalArgumentException("an envelope address is not ASCII");
        }
        return written;
    }

    private static void checkWireForm(byte[] letter, boolean utf8Head) {
        int lineStart = 0;
        boolean inHead = true;
        byte before = 0;
        for (int i = 0; i < letter.length; i++) {
            byte octet = letter[i];
            boolean endsLine = octet == '\n';
            boolean lawful = octet > 0 || (octet < 0 && utf8Head && inHead);
            if (!lawful || endsLine != (before == '\r') || i - lineStart > LONGEST_LINE + 1) {
                throw new IllegalArgumentException("the letter is not in wire form at byte " + i);
            }
            if (endsLine) {
                inHead &= i - lineStart != 1;
                lineStart = i + 1;
            }
            before = octet;
        }
        if (letter.length == 0 || lineStart != letter.length) {
            throw new IllegalArgumentException("the letter does not end in a line end");
        }
    }
}
