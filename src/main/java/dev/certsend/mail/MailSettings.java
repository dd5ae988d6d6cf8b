package dev.certsend.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about e-mail.
 *
 * @param from the address letters come from; ASCII
 * @param bounce where refused letters come back to; null for {@code from}
 * @param dkim signs letters; null where the relay does, or nobody
 */
public record MailSettings(
        SmtpSettings smtp,
        EmailAddress from,
        @Nullable BounceAddress bounce,
        @Nullable Dkim dkim) {

    /** The envelope sender of a delivery's letter. */
    public EmailAddress envelopeFrom(UUID deliveryId) {
        return bounce == null ? from : bounce.of(deliveryId);
    }

    /** The envelope of a delivery's letter. */
    public Envelope envelope(UUID deliveryId, EmailAddress to) {
        return new Envelope(envelopeFrom(deliveryId), to, deliveryId);
    }

    /** The letter as it is to be kept and sent: signed if there is a key for it. */
    public byte[] signed(byte[] letter) {
        return dkim == null ? letter : dkim.sign(letter);
    }
}
