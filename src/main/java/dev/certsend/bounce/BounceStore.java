package dev.certsend.bounce;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What tables {@code delivery} and {@code send} hold of bounces. */
final class BounceStore {
    private BounceStore() {}

    /** A delivery that may have bounced. */
    record Bounceable(
            UUID deliveryId,
            String recipient,
            boolean bounced,
            UUID sendId,
            String mode,
            String teamId,
            String requesterId,
            String requesterName,
            long orderId,
            long certificateId,
            String certificateName,
            @Nullable String channelId) {

        Entry entry(String reason) {
            return Entry.of(Action.MAIL_BOUNCED, teamId)
                    .by(requesterId, requesterName)
                    .about(orderId, certificateId, certificateName)
                    .in(sendId, mode, requesterId)
                    .to(deliveryId, recipient)
                    .at(channelId)
                    .because(reason);
        }
    }

    /** Locks the delivery for the rest of the transaction; empty where there is none of this id that left by SMTP. */
    static Optional<Bounceable> lock(Handle transaction, UUID deliveryId) {
        return transaction
                .createQuery("""
                        SELECT d.delivery_id, d.recipient, d.bounced_at IS NOT NULL AS bounced, s.send_id, s.mode, s.team_id,
                            s.requester_id, s.requester_name, s.order_id, s.certificate_id, s.certificate_name, s.channel_id
                        FROM delivery d JOIN send s USING (send_id)
                        WHERE d.delivery_id = :deliveryId AND s.via = 'smtp' AND d.attempt > 0
                        FOR NO KEY UPDATE OF d""")
                .bind("deliveryId", deliveryId)
                .map((row, context) -> bounceable(row))
                .findOne();
    }

    static void markBounced(Handle transaction, UUID deliveryId, String reason) {
        transaction
                .createUpdate(
                        "UPDATE delivery SET bounced_at = now(), bounce = :reason WHERE delivery_id = :deliveryId")
                .bind("deliveryId", deliveryId)
                .bind("reason", reason)
                .execute();
    }

    private static Bounceable bounceable(ResultSet row) throws SQLException {
        return new Bounceable(
                row.getObject("delivery_id", UUID.class),
                row.getString("recipient"),
                row.getBoolean("bounced"),
                row.getObject("send_id", UUID.class),
                row.getString("mode"),
                row.getString("team_id"),
                row.getString("requester_id"),
                row.getString("requester_name"),
                row.getLong("order_id"),
                row.getLong("certificate_id"),
                row.getString("certificate_name"),
                row.getString("channel_id"));
    }
}
