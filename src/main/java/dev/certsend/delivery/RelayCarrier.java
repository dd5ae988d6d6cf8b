package dev.certsend.delivery;

import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Envelope;
import dev.certsend.mail.Mailer;
import dev.certsend.orders.Order;

/** By SMTP: a letter of ours, written and signed once, and the same at every attempt. */
final class RelayCarrier implements Carrier {
    private final Ledger ledger;
    private final LetterDesk desk;
    private final Mailer mailer;
    private final RetryPolicy policy;

    RelayCarrier(Ledger ledger, LetterDesk desk, Mailer mailer, RetryPolicy policy) {
        this.ledger = ledger;
        this.desk = desk;
        this.mailer = mailer;
        this.policy = policy;
    }

    @Override
    public Ending carry(Order order, Attempt attempt) throws WrongCertificate, LetterDesk.NotYet {
        byte[] kept = attempt.kept();
        byte[] letter = kept == null ? write(order, attempt) : kept;
        EmailAddress to = EmailAddress.of(attempt.delivery().recipient());
        Envelope envelope = mailer.settings().envelope(attempt.delivery().deliveryId(), to);
        return Ending.of(mailer.send(envelope, letter, () -> ledger.beforeDot(attempt)), attempt, policy);
    }

    private byte[] write(Order order, Attempt attempt) throws WrongCertificate, LetterDesk.NotYet {
        LetterDesk.Written written = desk.write(
                order, attempt.send(), attempt.delivery(), mailer.settings().from());
        byte[] letter = mailer.settings().signed(written.letter().bytes());
        attempt.wrote(letter, written.link());
        return letter;
    }
}
