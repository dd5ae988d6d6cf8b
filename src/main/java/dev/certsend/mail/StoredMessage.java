package dev.certsend.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** A rendered letter in its envelope. The library is given the bytes as they are and parses nothing. */
final class StoredMessage extends SMTPMessage {

    private static final int LONGEST_LINE = 998;

    private final byte[] letter;
    private final InternetAddress recipient;

    /** @throws IllegalArgumentException if the bytes are no letter for a 7-bit wire: they would arrive as another one */
    StoredMessage(EmailAddress from, EmailAddress to, byte[] letter) {
        super((@Nullable Session) null);
        checkWireForm(letter);
        this.letter = letter;
        setEnvelopeFrom(ascii(from));
        recipient = new InternetAddress();
        recipient.setAddress(ascii(to));
    }

    InternetAddress recipient() {
        return recipient;
    }

    @Override
    public void writeTo(OutputStream wire, String @Nullable [] leftOut) throws IOException, MessagingException {
        wire.write(letter);
    }

    /** The library would cut every other character to its low byte and mail somebody else. */
    private static String ascii(EmailAddress address) {
        String written = address.toString();
        if (!written.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("an envelope address is not ASCII");
        }
        return written;
    }

    private static void checkWireForm(byte[] letter) {
        int lineStart = 0;
        for (int i = 0; i < letter.length; i++) {
            boolean endsLine = letter[i] == '\n';
            boolean afterCr = i > 0 && letter[i - 1] == '\r';
            if (letter[i] <= 0 || endsLine != afterCr || i - lineStart > LONGEST_LINE + 1) {
                throw new IllegalArgumentException("the letter is not in wire form at byte " + i);
            }
            lineStart = endsLine ? i + 1 : lineStart;
        }
        if (letter.length == 0 || lineStart != letter.length) {
            throw new IllegalArgumentException("the letter does not end in a line end");
        }
    }
}
