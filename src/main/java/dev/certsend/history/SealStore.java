package dev.certsend.history;

import dev.certsend.audit.RecordedEntry;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Where in the sealed log an entry stands. */
final class SealStore {
    private final Jdbi jdbi;

    SealStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * An entry's place.
     *
     * @param position from 0
     * @param size of the first checkpoint that covers it; null where none does so far
     */
    record Seal(long position, @Nullable Long size) {}

    /** Empty as long as it is not sealed. */
    Optional<Seal> find(RecordedEntry entry) {
        return jdbi.withHandle(handle -> {
            try (Query query = handle.createQuery("""
                    SELECT position, (SELECT size FROM audit_checkpoint WHERE size > position
                        ORDER BY size, checkpoint_id LIMIT 1) AS size
                    FROM (
                        SELECT first_position + array_position(entry_ids, :entryId) - 1 AS position
                        FROM audit_run
                        WHERE first_at <= :at AND last_at >= :at AND entry_ids @> ARRAY[:entryId]) found
                    LIMIT 1""")) {
                return query.bind("entryId", entry.entryId())
                        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
                        .map((row, context) -> new Seal(
                                row.getLong("position"), row.getObject("size") == null ? null : row.getLong("size")))
                        .findOne();
            }
        });
    }
}
