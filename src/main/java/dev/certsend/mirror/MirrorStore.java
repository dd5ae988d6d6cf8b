package dev.certsend.mirror;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Table {@code mirror}, of one row; and what the indexes of {@code cert_order} need after much was written. */
final class MirrorStore {
    private final Jdbi jdbi;

    MirrorStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    MirrorState state() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT now() AS now, full_began_at, full_ended_at, place, last_order_id, orders_read, changes_known_until
                        FROM mirror""").map((row, context) -> state(row)).one());
    }

    /** How long ago a sync came to a good end, if one ever did. */
    Optional<Duration> age() {
        return jdbi.withHandle(
                        handle -> handle.createQuery("""
                        SELECT greatest(0, extract(epoch FROM now() - good_at) * 1000)::bigint FROM mirror
                        WHERE good_at IS NOT NULL""").mapTo(Long.class).findOne())
                .map(Duration::ofMillis);
    }

    void fullBegins() {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE mirror SET full_began_at = now(), place = 0, last_order_id = 0, orders_read = 0"));
    }

    void fullIsAt(Handle transaction, Place place) {
        transaction
                .createUpdate("UPDATE mirror SET place = :position, last_order_id = :lastOrder, orders_read = :read")
                .bind("position", place.position())
                .bind("lastOrder", place.lastOrder())
                .bind("read", place.read())
                .execute();
    }

    /** What changed while it read is yet to be asked for. */
    void fullEnds(Handle transaction) {
        transaction.execute(
                "UPDATE mirror SET full_ended_at = now(), changes_known_until = full_began_at, good_at = now()");
    }

    void changesAreKnown(Handle transaction, Instant until) {
        transaction
                .createUpdate("UPDATE mirror SET changes_known_until = :until, good_at = now()")
                .bind("until", until)
                .execute();
    }

    /** What is written in this transaction goes into the indexes of the search in one go, by {@link #tidy}. */
    void expectMuch(Handle transaction) {
        transaction.execute("SET LOCAL gin_pending_list_limit = '64MB'");
    }

    /** Searches read the whole list of what is not yet in these indexes. Left to autovacuum where the indexes aren't ours. */
    void tidy() {
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT gin_clean_pending_list(oid::regclass) FROM pg_class
                        WHERE oid IN ('cert_order_searched_sendable'::regclass, 'cert_order_searched_other'::regclass)
                            AND pg_has_role(relowner, 'USAGE')""").mapTo(Long.class).list());
    }

    /** The planner knows nothing of a table that was empty a moment ago. */
    void analyze() {
        jdbi.useHandle(handle -> handle.execute("ANALYZE cert_order"));
    }

    private static MirrorState state(ResultSet row) throws SQLException {
        Place place = new Place(row.getLong("place"), row.getLong("last_order_id"), row.getLong("orders_read"), false);
        return new MirrorState(
                row.getObject("now", OffsetDateTime.class).toInstant(),
                instant(row, "full_began_at"),
                instant(row, "full_ended_at"),
                place,
                instant(row, "changes_known_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
