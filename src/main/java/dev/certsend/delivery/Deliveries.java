package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.link.NewLink;
import dev.certsend.link.SentLinks;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Outcome;
import dev.certsend.queue.Queue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The states of deliveries. Each change is one transaction together with its audit entry, and each outcome with the task
 * that tells the channel; no transaction lasts while Slack, CertCentral or the mail server is being talked to.
 */
public final class Deliveries {
    private final Jdbi jdbi;
    private final DeliverySettings settings;

    Deliveries(Jdbi jdbi, DeliverySettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    /** An attempt that has begun. */
    record Attempt(Send send, Delivery delivery) {
        /** With this outcome, whose text is what people are told. */
        Ending ended(Outcome outcome) {
            return Ending.of(outcome, delivery, send.words());
        }
    }

    /** What was sent, and to whom. */
    public record Sent(Send send, String recipient) {}

    /** What a delivery was asked to bring, whatever became of it; empty where there is no such delivery. */
    public Optional<Sent> sent(UUID deliveryId) {
        return jdbi.withHandle(handle -> SendStore.sent(handle, deliveryId));
    }

    /** Takes a send on: rows, entries and tasks, or nothing at all when this view was submitted before. */
    public boolean request(Send send, String viewId, List<EmailAddress> recipients) {
        return jdbi.inTransaction(transaction -> {
            if (!SendStore.insert(transaction, send, settings.via(), viewId)) {
                return false;
            }
            List<UUID> ids = DeliveryStore.insert(transaction, send.sendId(), recipients);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                entries.add(entry(
                        Action.SEND_REQUESTED,
                        send,
                        ids.get(i),
                        recipients.get(i).toString()));
            }
            AuditLog.append(transaction, entries);
            ConfirmationStore.insert(transaction, send.sendId());
            Queue.enqueue(
                    transaction,
                    DeliverLetter.KIND,
                    ids.stream().map(UUID::toString).toList());
            confirmSoon(transaction, send.sendId(), 1);
            if (settings.note()) {
                NoteStore.insert(transaction, send.sendId());
                Queue.enqueue(transaction, WriteNote.KIND, List.of(send.sendId().toString()));
            }
            return true;
        });
    }

    /**
     * Begins an attempt; the entry that says so stands before anything leaves. An attempt that a dead worker left behind
     * after its final dot is recorded as uncertain first, and may be the last.
     *
     * @return empty when there is nothing to do, because it is settled
     */
    Optional<Attempt> begin(UUID deliveryId) {
        return jdbi.inTransaction(transaction -> DeliveryStore.lock(transaction, deliveryId)
                .filter(delivery -> !delivery.state().settled())
                .flatMap(delivery -> begin(transaction, delivery)));
    }

    private static Optional<Attempt> begin(Handle transaction, Delivery left) {
        Send send = SendStore.find(transaction, left.sendId());
        List<Entry> entries = new ArrayList<>();
        int uncertain = left.uncertain();
        if (left.dotAt() != null) {
            String stopped = "the worker stopped "
                    + (left.via() == Via.SMTP ? "after the final dot" : "before CertCentral's answer");
            if (left.isLastDoubt()) {
                settle(transaction, new Attempt(send, left), Ending.uncertain(stopped, send.words()));
                return Optional.empty();
            }
            entries.add(entry(Action.MAIL_UNCERTAIN, send, left).because(stopped));
            uncertain++;
        }
        int attempt = left.attempt() + 1;
        entries.add(entry(Action.MAIL_ATTEMPTED, send, left).because("attempt " + attempt + by(left.via())));
        DeliveryStore.markSending(transaction, left.deliveryId(), attempt, uncertain);
        AuditLog.append(transaction, entries);
        return Optional.of(new Attempt(
                send,
                new Delivery(
                        left.deliveryId(),
                        left.sendId(),
                        left.recipient(),
                        Delivery.State.SENDING,
                        attempt,
                        null,
                        uncertain,
                        left.outcome(),
                        left.via())));
    }

    /** When a deferred delivery is due again; empty when it is due now or in another state. */
    Optional<Instant> notBefore(UUID deliveryId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT next_try_at FROM delivery
                        WHERE delivery_id = :deliveryId AND state = 'deferred' AND next_try_at > now()""")
                .bind("deliveryId", deliveryId)
                .mapTo(Instant.class)
                .findOne());
    }

    /** The letter as an earlier attempt kept it. */
    Optional<byte[]> letter(Attempt attempt) {
        return jdbi.withHandle(
                handle -> DeliveryStore.letter(handle, attempt.delivery().deliveryId()));
    }

    /** Whether the link that stands in the letter was revoked. */
    boolean isLinkRevoked(Attempt attempt) {
        return jdbi.withHandle(
                handle -> SentLinks.isRevoked(handle, attempt.delivery().deliveryId()));
    }

    /**
     * Keeps the letter as it will leave, now and at every further attempt, and with it the link that stands in it. Returns
     * false, and keeps neither, where all links of its send were revoked meanwhile.
     */
    boolean keepLetter(Attempt attempt, byte[] letter, @Nullable NewLink link) {
        UUID deliveryId = attempt.delivery().deliveryId();
        return jdbi.inTransaction(transaction -> {
            // Before the send, as an outcome locks them.
            var unused = DeliveryStore.lock(transaction, deliveryId);
            if (link != null && !SentLinks.mayHaveLink(transaction, deliveryId)) {
                return false;
            }
            stillOurs(DeliveryStore.keepLetter(
                    transaction, deliveryId, attempt.delivery().attempt(), letter));
            if (link != null) {
                link.keep(transaction, deliveryId);
            }
            return true;
        });
    }

    /** The final dot is about to be sent, or CertCentral to be called. */
    void aboutToDot(Attempt attempt) {
        jdbi.useTransaction(transaction -> stillOurs(DeliveryStore.markDot(
                transaction, attempt.delivery().deliveryId(), attempt.delivery().attempt())));
    }

    /** Writes the outcome of an attempt; returns when to try again. */
    Optional<Instant> settle(Attempt attempt, Ending ending) {
        return jdbi.inTransaction(transaction -> settle(transaction, attempt, ending));
    }

    private static Optional<Instant> settle(Handle transaction, Attempt attempt, Ending ending) {
        Delivery delivery = attempt.delivery();
        if (ending.actions().contains(Action.MAIL_UNCERTAIN)) {
            stillOurs(DeliveryStore.countUncertain(transaction, delivery.deliveryId(), delivery.attempt()));
        }
        Optional<Instant> again = Optional.empty();
        if (ending.pause() != null) {
            again = DeliveryStore.markDeferred(
                    transaction, delivery.deliveryId(), delivery.attempt(), ending.pause(), ending.told());
            stillOurs(again.isPresent());
        } else {
            stillOurs(DeliveryStore.markSettled(
                    transaction, delivery.deliveryId(), delivery.attempt(), ending.state(), ending.told()));
        }
        if (ending.state() == Delivery.State.ACCEPTED) {
            SentLinks.left(
                    transaction, delivery.deliveryId(), attempt.send().terms().days());
        }
        AuditLog.append(
                transaction,
                ending.actions().stream()
                        .map(action -> entry(action, attempt.send(), delivery).because(ending.reason()))
                        .toList());
        confirmSoon(transaction, delivery.sendId(), SendStore.nextVersion(transaction, delivery.sendId()));
        return again;
    }

    private static String by(Via via) {
        return via == Via.SMTP ? "" : ", by CertCentral";
    }

    static void confirmSoon(Handle transaction, UUID sendId, long version) {
        Queue.enqueue(
                transaction,
                ConfirmInSlack.KIND,
                List.of(new ConfirmationJob(sendId, ConfirmationJob.Kind.DELIVERIES, version).id()));
    }

    private static void stillOurs(boolean changed) {
        if (!changed) {
            throw new LeaseLost();
        }
    }

    /** Another worker has taken the delivery over, because this one was silent for too long. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("another worker has taken this delivery over");
        }
    }

    private static Entry entry(Action action, Send send, Delivery delivery) {
        return entry(action, send, delivery.deliveryId(), delivery.recipient());
    }

    private static Entry entry(Action action, Send send, UUID deliveryId, String recipient) {
        return Entry.of(action, send.teamId())
                .by(send.requesterId(), send.requesterName())
                .about(send.orderId(), send.certificateId(), send.certificateName())
                .in(send.sendId(), send.mode().value())
                .to(deliveryId, recipient)
                .at(send.channelId());
    }
}
