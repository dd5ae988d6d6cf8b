package dev.certsend.send;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Mailer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job of one delivery: begin, render the letter once, send it, write how it ended. */
public final class DeliverLetter {
    /** Its name in the queue. */
    public static final String KIND = "deliver";

    private static final Logger LOG = LoggerFactory.getLogger(DeliverLetter.class);

    private final Deliveries deliveries;
    private final LetterDesk desk;
    private final Mailer mailer;
    private final SendSettings settings;
    private final Runnable settled;

    DeliverLetter(Deliveries deliveries, LetterDesk desk, Mailer mailer, SendSettings settings, Runnable settled) {
        this.deliveries = deliveries;
        this.desk = desk;
        this.mailer = mailer;
        this.settings = settings;
        this.settled = settled;
    }

    /** Works on the delivery of this id; returns when to come back to it. */
    public Optional<Instant> run(String id) {
        UUID deliveryId = UUID.fromString(id);
        Optional<Instant> notBefore = deliveries.notBefore(deliveryId);
        if (notBefore.isPresent()) {
            return notBefore;
        }
        Optional<Deliveries.Attempt> attempt = deliveries.begin(deliveryId);
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Instant> again = deliveries.settle(attempt.get(), deliver(attempt.get()));
            settled.run();
            return again;
        } catch (Deliveries.LeaseLost e) {
            LOG.warn("left delivery {} alone: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private Ending deliver(Deliveries.Attempt attempt) {
        int number = attempt.delivery().attempt();
        byte[] letter = attempt.delivery().letter();
        try {
            if (letter == null) {
                LetterDesk.Written written = desk.write(attempt.send(), attempt.delivery());
                letter = written.letter();
                deliveries.keepLetter(attempt, letter, written.link());
            }
        } catch (WrongCertificate e) {
            LOG.error(
                    "order {}: the certificate did not leave: {}",
                    attempt.send().orderId(),
                    e.getMessage());
            return Ending.refused(e.getMessage());
        } catch (LetterDesk.NotSendable e) {
            return Ending.refused(e.getMessage());
        } catch (CertCentralFault e) {
            LOG.warn("order {}: {}", attempt.send().orderId(), e.getMessage());
            return e.worthRetrying() ? Ending.later(e.getMessage(), number) : Ending.refused(e.getMessage());
        }
        EmailAddress to = EmailAddress.of(attempt.delivery().recipient());
        return Ending.of(mailer.send(settings.mailFrom(), to, letter, () -> deliveries.aboutToDot(attempt)), number);
    }
}
