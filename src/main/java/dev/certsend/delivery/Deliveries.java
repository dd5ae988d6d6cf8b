package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Faults;
import dev.certsend.link.SentLinks;
import dev.certsend.link.SentLinks.By;
import dev.certsend.mail.EmailAddress;
import dev.certsend.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sends and their deliveries, as people ask for them. Each change is one transaction with its audit entries and its news. */
public final class Deliveries {
    private static final int DAYS_REMEMBERED = 7;

    private final Jdbi jdbi;
    private final DeliverySettings settings;
    private final DeliveryNews news;

    Deliveries(Jdbi jdbi, DeliverySettings settings, DeliveryNews news) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.news = news;
    }

    /** What was sent, and to whom. */
    public record Sent(Send send, String recipient) {}

    /** What a delivery was asked to bring, whatever became of it; empty where there is no such delivery. */
    public Optional<Sent> sent(UUID deliveryId) {
        return jdbi.withHandle(handle -> SendStore.sent(handle, deliveryId));
    }

    /** What was sent, whatever became of it; empty where there is no such send. */
    public Optional<Send> find(UUID sendId) {
        return jdbi.withHandle(handle -> SendStore.findAny(handle, sendId));
    }

    /** The deliveries of a send in the order of its recipients. */
    public List<Delivery> ofSend(UUID sendId) {
        return jdbi.withHandle(handle -> DeliveryStore.ofSend(handle, sendId));
    }

    /**
     * The last time each of these had this certificate in the last days, from anybody of the team; nobody who hadn't.
     *
     * @param viewId a submission that doesn't count: it is the one that asks, come twice
     */
    public List<SentBefore> before(String teamId, long certificateId, String viewId, List<EmailAddress> recipients) {
        List<String> addresses = recipients.stream().map(EmailAddress::toString).toList();
        return jdbi.withHandle(
                handle -> SendStore.before(handle, teamId, certificateId, viewId, addresses, DAYS_REMEMBERED));
    }

    /** A send, within a transaction. */
    public static Send send(Handle handle, UUID sendId) {
        return SendStore.find(handle, sendId);
    }

    /** The deliveries of a send in the order of its recipients, within a transaction. */
    public static List<Delivery> ofSend(Handle handle, UUID sendId) {
        return DeliveryStore.ofSend(handle, sendId);
    }

    /** The same with all there is to say of each. */
    public List<DeliveryDetail> details(UUID sendId) {
        return jdbi.withHandle(handle -> DeliveryStore.details(handle, sendId));
    }

    /** Takes a send on: rows, entries and tasks, or nothing at all when this view was submitted before. */
    public boolean request(Send send, String viewId, List<EmailAddress> recipients) {
        return jdbi.inTransaction(transaction -> {
            if (!SendStore.insert(transaction, send, settings.via(), viewId)) {
                return false;
            }
            List<UUID> ids =
                    DeliveryStore.insert(transaction, send.sendId(), settings.via(), settings.delay(), recipients);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                String recipient = recipients.get(i).toString();
                entries.add(Entries.of(Action.SEND_REQUESTED, send, ids.get(i), recipient));
            }
            AuditLog.append(transaction, entries);
            news.taken(transaction, send);
            if (settings.note()) {
                NoteStore.insert(transaction, send.sendId());
                Queue.enqueue(transaction, WriteNote.KIND, List.of(send.sendId().toString()));
            }
            return true;
        });
    }

    /**
     * What came of a wish to stop a send.
     *
     * @param stopped deliveries that will not leave
     * @param late those that had left, or were about to, so that nobody can stop them
     */
    public record Stopped(int stopped, int late) {}

    /**
     * Stops what can be stopped of a send: whoever has it in hand is refused the final dot. A link that stands in a letter
     * that was kept opens nothing any more, whether or not the letter got anywhere.
     */
    public Stopped cancel(UUID sendId, By by) {
        return Faults.untangled(() -> jdbi.inTransaction(transaction -> {
            List<Delivery> all = DeliveryStore.lockOfSend(transaction, sendId);
            List<Delivery> stopped = all.stream().filter(Delivery::stoppable).toList();
            if (!stopped.isEmpty()) {
                DeliveryStore.cancel(transaction, ids(stopped));
                Send send = SendStore.find(transaction, sendId);
                append(
                        transaction,
                        Action.MAIL_CANCELLED,
                        send,
                        stopped,
                        by,
                        delivery -> cancelled(send, by, delivery));
                SentLinks.withdraw(transaction, ids(stopped), by);
                news.progressed(transaction, List.of(sendId));
            }
            long late = all.stream()
                    .filter(delivery -> delivery.dotted() || delivery.state() == Delivery.State.ACCEPTED)
                    .count();
            return new Stopped(stopped.size(), (int) late);
        }));
    }

    /** Has those of a send tried once more, with the same letter, of which nobody knows whether they arrived; returns how many. */
    public int retry(UUID sendId, By by) {
        return Faults.untangled(() -> jdbi.inTransaction(transaction -> {
            List<Delivery> doubted = DeliveryStore.lockOfSend(transaction, sendId).stream()
                    .filter(delivery -> delivery.state() == Delivery.State.UNCERTAIN)
                    .toList();
            if (!doubted.isEmpty()) {
                DeliveryStore.requeue(transaction, ids(doubted));
                Send send = SendStore.find(transaction, sendId);
                append(
                        transaction,
                        Action.MAIL_REQUEUED,
                        send,
                        doubted,
                        by,
                        delivery -> "tried again " + whose(send, by));
                news.progressed(transaction, List.of(sendId));
            }
            return doubted.size();
        }));
    }

    private static String cancelled(Send send, By by, Delivery delivery) {
        return whose(send, by) + (delivery.doubtful() ? "; it may have arrived before" : "");
    }

    private static String whose(Send send, By by) {
        return send.requesterId().equals(by.userId()) ? "by its sender" : "by an admin";
    }

    private static void append(
            Handle transaction,
            Action action,
            Send send,
            List<Delivery> deliveries,
            By by,
            Function<Delivery, String> reason) {
        AuditLog.append(
                transaction,
                deliveries.stream()
                        .map(delivery -> Entries.of(action, send, delivery.deliveryId(), delivery.recipient())
                                .by(by.userId(), by.name())
                                .because(reason.apply(delivery)))
                        .toList());
    }

    private static List<UUID> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::deliveryId).toList();
    }
}
