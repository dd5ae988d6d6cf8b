package dev.certsend.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Leaves that were sealed in one turn.
 *
 * @param leaves their hashes, one after the other
 * @param lastAt no later than then were their entries appended
 */
record Run(long first, Long[] entryIds, byte[] leaves, Instant lastAt) {
    private static final int RUNS_AT_A_TIME = 8;

    /** In their order. */
    static Iterator<Run> all(Handle handle) {
        return handle.createQuery(
                        "SELECT first_position, entry_ids, leaves, last_at FROM audit_run ORDER BY first_position")
                .setFetchSize(RUNS_AT_A_TIME)
                .map((row, context) -> of(row))
                .iterator();
    }

    private static Run of(ResultSet row) throws SQLException {
        return new Run(
                row.getLong(1),
                (Long[]) row.getArray(2).getArray(),
                row.getBytes(3),
                Objects.requireNonNull(row.getTimestamp(4)).toInstant());
    }

    int size() {
        return entryIds.length;
    }

    long entryId(int i) {
        return entryIds[i];
    }

    byte[] leaf(int i) {
        return Arrays.copyOfRange(leaves, at(i), at(i + 1));
    }

    /** Where in {@code leaves} a leaf begins. */
    int at(int i) {
        return i * Frontier.HASH_BYTES;
    }
}
