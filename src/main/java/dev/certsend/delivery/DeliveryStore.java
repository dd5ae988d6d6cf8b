package dev.certsend.delivery;

import dev.certsend.mail.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code delivery} as people ask for it: taken on, read, stopped, tried again. What workers do is in {@link Claims} and {@link Books}. */
final class DeliveryStore {
    /** What {@link #delivery} reads of {@code delivery d}. */
    static final String COLUMNS = """
            d.delivery_id, d.send_id, d.recipient, d.state, d.attempt, d.deferrals, d.dot_at, d.uncertain, d.due_at, d.outcome,
                d.bounce, d.via""";

    private DeliveryStore() {}

    /** One for each recipient, due after the delay; returns their ids. */
    static List<UUID> insert(Handle transaction, UUID sendId, Via via, Duration delay, List<EmailAddress> recipients) {
        List<UUID> ids = recipients.stream().map(recipient -> UUID.randomUUID()).toList();
        transaction
                .createUpdate("""
                        INSERT INTO delivery (delivery_id, send_id, position, recipient, via, due_at)
                        SELECT id, :sendId, place - 1, recipient, :via, now() + make_interval(secs => :delay)
                        FROM unnest(:ids, :recipients) WITH ORDINALITY AS new (id, recipient, place)""")
                .bind("sendId", sendId)
                .bind("via", via.value())
                .bind("delay", delay.toMillis() / 1000.0)
                .bindArray("ids", UUID.class, ids)
                .bindArray(
                        "recipients",
                        String.class,
                        recipients.stream().map(EmailAddress::toString).toList())
                .execute();
        return ids;
    }

    /** Those of a send, in the order of its recipients. */
    static List<Delivery> ofSend(Handle handle, UUID sendId) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM delivery d WHERE d.send_id = :sendId ORDER BY d.position")
                .bind("sendId", sendId)
                .map((row, context) -> delivery(row))
                .list();
    }

    /** The same, locked in one order for the rest of the transaction. */
    static List<Delivery> lockOfSend(Handle transaction, UUID sendId) {
        return transaction
                .createQuery("SELECT " + COLUMNS
                        + " FROM delivery d WHERE d.send_id = :sendId ORDER BY d.delivery_id FOR UPDATE")
                .bind("sendId", sendId)
                .map((row, context) -> delivery(row))
                .list();
    }

    /** Of those that are locked: they will not leave, and whoever has one in hand loses it. */
    static void cancel(Handle transaction, List<UUID> ids) {
        transaction.createUpdate("""
                        WITH gone AS (DELETE FROM letter WHERE delivery_id = ANY(:ids))
                        UPDATE delivery SET state = 'cancelled', attempt = attempt + 1, due_at = NULL, worker_id = NULL,
                            settled_at = now(), dot_at = NULL
                        WHERE delivery_id = ANY(:ids)""").bindArray("ids", UUID.class, ids).execute();
    }

    /** Of those that are locked: they are due at once, with the letter that was kept. */
    static void requeue(Handle transaction, List<UUID> ids) {
        transaction.createUpdate("""
                        UPDATE delivery SET state = 'queued', attempt = attempt + 1, due_at = now(), settled_at = NULL,
                            outcome = NULL
                        WHERE delivery_id = ANY(:ids)""").bindArray("ids", UUID.class, ids).execute();
    }

    /** Those of a send with what the log and the clock know besides, in the order of its recipients. */
    static List<DeliveryDetail> details(Handle handle, UUID sendId) {
        return handle.createQuery("SELECT " + COLUMNS + """
                        , d.settled_at, d.bounced_at, (
                            SELECT count(*) FROM audit_entry a
                            WHERE a.team_id = s.team_id AND lower(a.recipient) = lower(d.recipient)
                                AND a.delivery_id = d.delivery_id AND a.action = 'mail.attempted') AS tries
                        FROM delivery d JOIN send s USING (send_id) WHERE d.send_id = :sendId ORDER BY d.position""")
                .bind("sendId", sendId)
                .map((row, context) -> new DeliveryDetail(
                        delivery(row),
                        instant(row.getTimestamp("settled_at")),
                        instant(row.getTimestamp("bounced_at")),
                        row.getInt("tries")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                row.getObject("send_id", UUID.class),
                row.getString("recipient"),
                Delivery.State.of(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("deferrals"),
                row.getTimestamp("dot_at") != null,
                row.getInt("uncertain"),
                instant(row.getTimestamp("due_at")),
                row.getString("outcome"),
                row.getString("bounce"),
                Via.of(row.getString("via")));
    }
}
