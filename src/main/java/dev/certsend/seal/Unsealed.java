package dev.certsend.seal;

import dev.certsend.audit.RecordedEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** An entry that waited for being sealed. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Unsealed(long entryId, Instant at, byte[] leaf) {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Taken(long entryId, Instant at, byte @Nullable [] leaf) {}

    /** Takes so many away at most, in the order of their numbers. */
    static List<Unsealed> take(Handle transaction, int most) {
        List<Taken> taken = transaction
                .createQuery("""
                        DELETE FROM audit_unsealed
                        WHERE ctid = ANY(ARRAY(SELECT ctid FROM audit_unsealed LIMIT :most))
                        RETURNING entry_id, at, leaf""")
                .bind("most", most)
                .map((row, context) ->
                        new Taken(row.getLong(1), row.getTimestamp(2).toInstant(), row.getBytes(3)))
                .list();
        Map<Long, byte[]> later = laterLeaves(
                transaction, taken.stream().filter(each -> each.leaf() == null).toList());
        return taken.stream()
                .map(each -> new Unsealed(
                        each.entryId(),
                        each.at(),
                        each.leaf() == null ? Objects.requireNonNull(later.get(each.entryId())) : each.leaf()))
                .sorted(Comparator.comparingLong(Unsealed::entryId))
                .toList();
    }

    /** Of entries that were written before there were leaves. */
    private static Map<Long, byte[]> laterLeaves(Handle transaction, List<Taken> taken) {
        Map<Long, byte[]> leaves = new HashMap<>();
        if (!taken.isEmpty()) {
            transaction
                    .createQuery("SELECT " + RecordedEntry.COLUMNS
                            + " FROM audit_entry WHERE at BETWEEN :first AND :last" + " AND entry_id = ANY(:ids)")
                    .bind(
                            "first",
                            taken.stream()
                                    .map(Taken::at)
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow())
                    .bind(
                            "last",
                            taken.stream()
                                    .map(Taken::at)
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow())
                    .bindArray(
                            "ids",
                            Long.class,
                            taken.stream().map(Taken::entryId).toList())
                    .map(ConstructorMapper.of(RecordedEntry.class))
                    .forEach(entry -> leaves.put(entry.entryId(), entry.leaf()));
        }
        return leaves;
    }
}
