package dev.certsend.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Taking deliveries: those that are due, and those that a worker left behind. By the database's clock alone. */
final class Claims {
    private static final String ATTEMPT = DeliveryStore.COLUMNS
            + ", (SELECT bytes FROM letter l WHERE l.delivery_id = d.delivery_id) AS letter, s.team_id, s.requester_id, s.requester_name, s.language, s.channel_id, "
            + "s.response_url, s.order_id, s.certificate_id, s.certificate_name, s.mode, s.format, s.link_days, "
            + "s.most_downloads, s.message, s.reply_to, s.requested_at";

    private Claims() {}

    /** Takes so many that are due by this way, those due longest first. */
    static List<Attempt> take(Handle transaction, Via via, UUID workerId, int most) {
        return transaction
                .createQuery("""
                        WITH due AS (
                            SELECT delivery_id FROM delivery WHERE via = :via AND due_at <= now()
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        UPDATE delivery d SET state = 'sending', attempt = d.attempt + 1, worker_id = :workerId, due_at = NULL,
                            dot_at = NULL
                        FROM due JOIN delivery USING (delivery_id) JOIN send s USING (send_id)
                        WHERE d.delivery_id = due.delivery_id
                        RETURNING\s""" + ATTEMPT)
                .bind("via", via.value())
                .bind("workerId", workerId)
                .bind("most", most)
                .map((row, context) -> attempt(row))
                .list();
    }

    /**
     * Locks so many that are in the hands of a worker whose lease has run out.
     *
     * @param workerId who asks: its own lease must have held for a while, since after an outage of the database the others
     *     need a moment to say that they live
     */
    static List<Attempt> lockAbandoned(Handle transaction, UUID workerId, int most) {
        return transaction
                .createQuery("SELECT " + ATTEMPT + """
                         FROM delivery d JOIN send s USING (send_id)
                        WHERE d.worker_id IS NOT NULL AND d.state = 'sending'
                            AND NOT EXISTS (
                                SELECT FROM worker w WHERE w.worker_id = d.worker_id AND w.lease_until > now())
                            AND EXISTS (
                                SELECT FROM worker me WHERE me.worker_id = :workerId AND me.lease_until > now()
                                    AND me.held_since < now() - make_interval(secs => :patience))
                        ORDER BY d.worker_id LIMIT :most FOR UPDATE OF d SKIP LOCKED""")
                .bind("workerId", workerId)
                .bind("patience", Lease.PATIENCE.toSeconds())
                .bind("most", most)
                .map((row, context) -> attempt(row))
                .list();
    }

    /** Deliveries that are in this worker's hands, and in which attempt. */
    static Map<UUID, Integer> inHand(Handle handle, UUID workerId) {
        return handle.createQuery(
                        "SELECT delivery_id, attempt FROM delivery WHERE worker_id = :workerId AND state = 'sending'")
                .bind("workerId", workerId)
                .reduceRows(new HashMap<>(), (attempts, row) -> {
                    attempts.put(row.getColumn("delivery_id", UUID.class), row.getColumn("attempt", Integer.class));
                    return attempts;
                });
    }

    /** Locks those of these attempts that this worker still has. */
    static List<Attempt> lock(Handle transaction, UUID workerId, Map<UUID, Integer> attempts) {
        List<UUID> ids = List.copyOf(attempts.keySet());
        return transaction
                .createQuery("SELECT " + ATTEMPT + """
                         FROM delivery d JOIN send s USING (send_id)
                            JOIN unnest(:ids, :attempts) AS a (id, number) ON a.id = d.delivery_id AND a.number = d.attempt
                        WHERE d.worker_id = :workerId ORDER BY d.delivery_id FOR UPDATE OF d""")
                .bind("workerId", workerId)
                .bindArray("ids", UUID.class, ids)
                .bindArray(
                        "attempts",
                        Integer.class,
                        ids.stream().map(attempts::get).toList())
                .map((row, context) -> attempt(row))
                .list();
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        byte[] letter = row.getBytes("letter");
        return new Attempt(
                SendStore.send(row), DeliveryStore.delivery(row), letter == null ? null : Packed.unpack(letter));
    }
}
