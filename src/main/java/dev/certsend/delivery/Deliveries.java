package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.mail.EmailAddress;
import dev.certsend.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sends and their deliveries, as people ask for them. Each change is one transaction with its audit entries and its news. */
public final class Deliveries {
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

    /** A send, within a transaction. */
    public static Send send(Handle handle, UUID sendId) {
        return SendStore.find(handle, sendId);
    }

    /** The deliveries of a send in the order of its recipients, within a transaction. */
    public static List<Delivery> ofSend(Handle handle, UUID sendId) {
        return DeliveryStore.ofSend(handle, sendId);
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
}
