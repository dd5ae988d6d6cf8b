package dev.certsend.delivery;

import dev.certsend.mail.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Table {@code delivery}. What an attempt changes names it, so that a worker that slept too long changes nothing. */
final class DeliveryStore {
    static final String SELECT = """
            SELECT delivery_id, send_id, recipient, state, attempt, dot_at, uncertain, outcome,
                (SELECT via FROM send WHERE send.send_id = delivery.send_id) AS via
            FROM delivery""";

    private DeliveryStore() {}

    static List<UUID> insert(Handle transaction, UUID sendId, List<EmailAddress> recipients) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO delivery (delivery_id, send_id, position, recipient)
                VALUES (:deliveryId, :sendId, :position, :recipient)""");
        List<UUID> ids = recipients.stream().map(recipient -> UUID.randomUUID()).toList();
        for (int i = 0; i < ids.size(); i++) {
            batch.bind("deliveryId", ids.get(i))
                    .bind("sendId", sendId)
                    .bind("position", i)
                    .bind("recipient", recipients.get(i).toString())
                    .add();
        }
        batch.execute();
        return ids;
    }

    /** Locks the row for the rest of the transaction; empty when there is no such delivery. */
    static Optional<Delivery> lock(Handle transaction, UUID deliveryId) {
        return transaction
                .createQuery(SELECT + " WHERE delivery_id = :deliveryId FOR UPDATE")
                .bind("deliveryId", deliveryId)
                .map((row, context) -> delivery(row))
                .findOne();
    }

    static void markSending(Handle transaction, UUID deliveryId, int attempt, int uncertain) {
        transaction
                .createUpdate("""
                        UPDATE delivery SET state = 'sending', attempt = :attempt, uncertain = :uncertain,
                            dot_at = NULL, next_try_at = NULL
                        WHERE delivery_id = :deliveryId""")
                .bind("deliveryId", deliveryId)
                .bind("attempt", attempt)
                .bind("uncertain", uncertain)
                .execute();
    }

    static boolean keepLetter(Handle transaction, UUID deliveryId, int attempt, byte[] letter) {
        return guarded(transaction, "letter = :letter", deliveryId, attempt)
                        .bind("letter", letter)
                        .execute()
                == 1;
    }

    /** The bytes as they leave; empty before they are rendered. */
    static Optional<byte[]> letter(Handle handle, UUID deliveryId) {
        return handle.createQuery("SELECT letter FROM delivery WHERE delivery_id = :deliveryId AND letter IS NOT NULL")
                .bind("deliveryId", deliveryId)
                .mapTo(byte[].class)
                .findOne();
    }

    static boolean markDot(Handle transaction, UUID deliveryId, int attempt) {
        return guarded(transaction, "dot_at = now()", deliveryId, attempt).execute() == 1;
    }

    /** Counts an attempt of which nobody knows whether the letter left; its state is still to be written. */
    static boolean countUncertain(Handle transaction, UUID deliveryId, int attempt) {
        return guarded(transaction, "uncertain = uncertain + 1", deliveryId, attempt)
                        .execute()
                == 1;
    }

    static boolean markSettled(Handle transaction, UUID deliveryId, int attempt, Delivery.State state, String outcome) {
        return guarded(
                                transaction,
                                "state = :state, outcome = :outcome, settled_at = now(), letter = NULL, dot_at = NULL",
                                deliveryId,
                                attempt)
                        .bind("state", state.text())
                        .bind("outcome", outcome)
                        .execute()
                == 1;
    }

    /** Defers; returns when it is due again by the database's clock, empty when the attempt is no longer ours. */
    static Optional<Instant> markDeferred(
            Handle transaction, UUID deliveryId, int attempt, Duration pause, String outcome) {
        return transaction
                .createQuery("""
                        UPDATE delivery SET state = 'deferred', outcome = :outcome, dot_at = NULL, slot_at = NULL,
                            next_try_at = now() + make_interval(secs => :seconds)
                        WHERE delivery_id = :deliveryId AND attempt = :attempt AND state = 'sending'
                        RETURNING next_try_at""")
                .bind("deliveryId", deliveryId)
                .bind("attempt", attempt)
                .bind("outcome", outcome)
                .bind("seconds", pause.toSeconds())
                .mapTo(Instant.class)
                .findOne();
    }

    private static Update guarded(Handle transaction, String changes, UUID deliveryId, int attempt) {
        return transaction
                .createUpdate("UPDATE delivery SET " + changes
                        + " WHERE delivery_id = :deliveryId AND attempt = :attempt AND state = 'sending'")
                .bind("deliveryId", deliveryId)
                .bind("attempt", attempt);
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                row.getObject("send_id", UUID.class),
                row.getString("recipient"),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempt"),
                instant(row.getTimestamp("dot_at")),
                row.getInt("uncertain"),
                row.getString("outcome"),
                Via.of(row.getString("via")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
