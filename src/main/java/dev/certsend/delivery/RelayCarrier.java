package dev.certsend.delivery;

import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Envelope;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Order;
import java.util.Optional;

/** By SMTP: a letter of ours, written and signed once, and the same at every attempt. */
final class RelayCarrier implements Carrier {
    private final Deliveries deliveries;
    private final LetterDesk desk;
    private final Mailer mailer;

    RelayCarrier(Deliveries deliveries, LetterDesk desk, Mailer mailer) {
        this.deliveries = deliveries;
        this.desk = desk;
        this.mailer = mailer;
    }

    @Override
    public Ending carry(Order order, Deliveries.Attempt attempt) throws WrongCertificate, LetterDesk.NotYet {
        if (deliveries.isLinkRevoked(attempt)) {
            return revoked(attempt);
        }
        Optional<byte[]> letter = letter(order, attempt);
        if (letter.isEmpty()) {
            return revoked(attempt);
        }
        EmailAddress to = EmailAddress.of(attempt.delivery().recipient());
        Envelope envelope = mailer.settings().envelope(attempt.delivery().deliveryId(), to);
        return attempt.ended(mailer.send(envelope, letter.get(), () -> deliveries.aboutToDot(attempt)));
    }

    private static Ending revoked(Deliveries.Attempt attempt) {
        return Ending.refused(
                "its link was revoked before the letter left",
                attempt.send().words().say("delivery.link_revoked"));
    }

    /** The letter as an earlier attempt left it, or else written now and kept; empty where its link was revoked meanwhile. */
    private Optional<byte[]> letter(Order order, Deliveries.Attempt attempt)
            throws WrongCertificate, LetterDesk.NotYet {
        Optional<byte[]> kept = deliveries.letter(attempt);
        if (kept.isPresent()) {
            return kept;
        }
        LetterDesk.Written written = desk.write(
                order, attempt.send(), attempt.delivery(), mailer.settings().from());
        byte[] letter = mailer.settings().signed(written.letter().bytes());
        return deliveries.keepLetter(attempt, letter, written.link()) ? Optional.of(letter) : Optional.empty();
    }
}
