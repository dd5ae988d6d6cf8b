package dev.certsend.delivery;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.orders.Order;
import dev.certsend.text.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One attempt at one delivery: is it still to be sent, how, and how did it end. */
final class DeliverLetter {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverLetter.class);

    private final LetterDesk desk;
    private final Carrier carrier;
    private final RetryPolicy policy;

    DeliverLetter(LetterDesk desk, Carrier carrier, RetryPolicy policy) {
        this.desk = desk;
        this.carrier = carrier;
        this.policy = policy;
    }

    /** Looks up at once what each of them needs. */
    void prepare(List<Attempt> attempts) {
        desk.prepare(attempts);
    }

    /** How it ended; empty where it is another's by now. */
    Optional<Ending> run(Attempt attempt) {
        String id = attempt.delivery().deliveryId().toString();
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", "deliver " + id)) {
            return Optional.of(deliver(attempt));
        } catch (LeaseLost e) {
            LOG.warn("left delivery {} alone: {}", id, e.getMessage());
            return Optional.empty();
        } catch (JdbiException | RejectedExecutionException e) {
            LOG.warn("delivery {} is not sent now: {}", id, e.toString());
            return Optional.of(attempt.mayHaveLeft() ? doubtful(e, attempt) : Ending.untried(attempt));
        }
    }

    private Ending doubtful(RuntimeException fault, Attempt attempt) {
        String reason =
                "a fault of ours after the final dot: " + fault.getClass().getSimpleName();
        return Ending.uncertain(reason, attempt.send().words().say("delivery.fault"), attempt, policy);
    }

    private Ending deliver(Attempt attempt) {
        Words words = attempt.send().words();
        try {
            Order order = desk.sendable(attempt);
            return carrier.carry(order, attempt);
        } catch (LinkRevoked e) {
            return Ending.refused(String.valueOf(e.getMessage()), words.say("delivery.link_revoked"));
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
            return later ? Ending.later(reason, told, attempt, policy) : Ending.refused(reason, told);
        } catch (LetterDesk.NotYet e) {
            return Ending.later(String.valueOf(e.getMessage()), words.say("delivery.slack_silent"), attempt, policy);
        } catch (JdbiException | RejectedExecutionException | LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "delivery {} failed by a fault of ours", attempt.delivery().deliveryId(), e);
            if (attempt.mayHaveLeft()) {
                return doubtful(e, attempt);
            }
            return Ending.later(
                    "a fault of ours: " + e.getClass().getSimpleName(), words.say("delivery.fault"), attempt, policy);
        }
    }
}
