package dev.certsend.link;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What table {@code send} says of links, and of those that are still to be made. */
final class LinkSendStore {
    private LinkSendStore() {}

    /** A delivery whose letter was not written yet. */
    record Unwritten(UUID deliveryId, String recipient) {}

    /** Empty where there is no such send, or its letters hold no links of ours. */
    static Optional<LinkSend> find(Handle handle, UUID sendId) {
        return handle.createQuery("""
                        SELECT send_id, team_id, requester_id, order_id, certificate_id, certificate_name,
                            links_revoked_at IS NOT NULL AS revoked
                        FROM send WHERE send_id = :sendId AND mode = 'downloadlink' AND via = 'smtp'""")
                .bind("sendId", sendId)
                .map((row, context) -> new LinkSend(
                        row.getObject("send_id", UUID.class),
                        row.getString("team_id"),
                        row.getString("requester_id"),
                        row.getLong("order_id"),
                        row.getLong("certificate_id"),
                        row.getString("certificate_name"),
                        row.getBoolean("revoked")))
                .findOne();
    }

    /** Returns false where it was revoked before. Waits for the letters that are being kept; from then on none is. */
    static boolean revoke(Handle transaction, UUID sendId) {
        return transaction
                        .createUpdate(
                                "UPDATE send SET links_revoked_at = now() WHERE send_id = :sendId AND links_revoked_at IS NULL")
                        .bind("sendId", sendId)
                        .execute()
                == 1;
    }

    static List<Unwritten> unwritten(Handle transaction, UUID sendId) {
        return transaction
                .createQuery("""
                        SELECT delivery_id, recipient FROM delivery d
                        WHERE send_id = :sendId AND state IN ('queued', 'sending', 'deferred')
                            AND NOT EXISTS (SELECT FROM link l WHERE l.delivery_id = d.delivery_id)
                        ORDER BY position""")
                .bind("sendId", sendId)
                .map((row, context) ->
                        new Unwritten(row.getObject("delivery_id", UUID.class), row.getString("recipient")))
                .list();
    }

    /** Whether neither the send's links nor the delivery's own were revoked; until the transaction's end that stays so. */
    static boolean mayLeave(Handle transaction, UUID deliveryId) {
        return are(transaction, deliveryId, """
                        SELECT s.links_revoked_at IS NULL FROM send s JOIN delivery d USING (send_id)
                        WHERE d.delivery_id = :deliveryId FOR SHARE OF s""")
                && are(
                        transaction,
                        deliveryId,
                        "SELECT revoked_at IS NULL FROM link WHERE delivery_id = :deliveryId FOR SHARE");
    }

    private static boolean are(Handle transaction, UUID deliveryId, String question) {
        return transaction
                .createQuery(question)
                .bind("deliveryId", deliveryId)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true);
    }
}
