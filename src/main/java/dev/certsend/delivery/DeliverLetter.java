package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.orders.Order;
import dev.certsend.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job of one delivery: wait for its slot, begin, send, write how it ended. */
public final class DeliverLetter {
    /** Its name in the queue. */
    public static final String KIND = "deliver";

    private static final Logger LOG = LoggerFactory.getLogger(DeliverLetter.class);

    private static final Duration HELD = Duration.ofMinutes(2);

    private final Deliveries deliveries;
    private final LetterDesk desk;
    private final Function<Via, Carrier> carriers;
    private final SendRate rate;
    private final Runnable settled;

    DeliverLetter(
            Deliveries deliveries, LetterDesk desk, Function<Via, Carrier> carriers, SendRate rate, Runnable settled) {
        this.deliveries = deliveries;
        this.desk = desk;
        this.carriers = carriers;
        this.rate = rate;
        this.settled = settled;
    }

    /** Works on the delivery of this id; returns when to come back to it. */
    public Optional<Instant> run(String id) {
        UUID deliveryId = UUID.fromString(id);
        Optional<Instant> notBefore = deliveries.notBefore(deliveryId);
        if (notBefore.isPresent()) {
            return notBefore;
        }
        Optional<Duration> slotIn = rate.wait(deliveryId);
        if (slotIn.isPresent()) {
            return slotIn.map(Instant.now()::plus);
        }
        Optional<Deliveries.Attempt> attempt = deliveries.begin(deliveryId);
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Instant> again = settle(attempt.get(), deliver(attempt.get()));
            settled.run();
            return again;
        } catch (Deliveries.LeaseLost e) {
            LOG.warn("left delivery {} alone: {}", id, e.getMessage());
            return deliveries.notBefore(deliveryId);
        }
    }

    /** What was answered is in our hands: while the database fails, it is held and written again. */
    private Optional<Instant> settle(Deliveries.Attempt attempt, Ending ending) {
        Instant patience = Instant.now().plus(HELD);
        for (long pause = 200; ; pause = Math.min(2 * pause, 5_000)) {
            try {
                return deliveries.settle(attempt, ending);
            } catch (JdbiException e) {
                LOG.warn(
                        "the outcome of delivery {} is not written yet",
                        attempt.delivery().deliveryId(),
                        e);
                if (Instant.now().isAfter(patience) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            }
        }
    }

    private Ending deliver(Deliveries.Attempt attempt) {
        int number = attempt.delivery().attempt();
        Words words = attempt.send().words();
        try {
            Order order = desk.sendable(attempt.send());
            return carriers.apply(attempt.delivery().via()).carry(order, attempt);
        } catch (LetterDesk.NotSendable e) {
            return Ending.refused(String.valueOf(e.getMessage()), e.told());
        } catch (WrongCertificate e) {
            LOG.warn("order {}: nothing left the house: {}", attempt.send().orderId(), e.getMessage());
            return Ending.refused(String.valueOf(e.getMessage()), words.say(FaultWords.of(e.reason())));
        } catch (CertCentralFault e) {
            LOG.warn("order {}: {}", attempt.send().orderId(), e.getMessage());
            String reason = String.valueOf(e.getMessage());
            String told = words.say(FaultWords.of(e.kind()));
            // A key that is refused says nothing about this certificate: somebody will mend the key.
            boolean later = e.worthRetrying() || e.kind() == CertCentralFault.Kind.KEY_REFUSED;
            return later ? Ending.later(reason, told, number) : Ending.refused(reason, told);
        } catch (LetterDesk.NotYet e) {
            return Ending.later(String.valueOf(e.getMessage()), words.say("delivery.slack_silent"), number);
        } catch (JdbiException | Deliveries.LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "delivery {} failed by a fault of ours", attempt.delivery().deliveryId(), e);
            return Ending.later(
                    "a fault of ours: " + e.getClass().getSimpleName(), words.say("delivery.fault"), number);
        }
    }
}
