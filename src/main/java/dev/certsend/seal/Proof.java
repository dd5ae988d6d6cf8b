package dev.certsend.seal;

import dev.certsend.audit.RecordedEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * That one entry is in the log: a C2SP tlog-proof (c2sp.org/tlog-proof), which others can check with a verifier key alone.
 *
 * @param entry its canonical bytes
 * @param path the inclusion proof (RFC 9162, section 2.1.3), from the leaf up
 */
public record Proof(String entry, long position, List<byte[]> path, Note checkpoint) {

    /** Of the entry with this number; empty where there is none, or it is not sealed yet. */
    public static Optional<Proof> of(Jdbi jdbi, long entryId) {
        return jdbi.inTransaction(handle -> place(handle, entryId).map(place -> {
            Tree tree = new Tree(handle);
            Note last = tree.lastCheckpoint();
            RecordedEntry entry = handle.createQuery("SELECT " + RecordedEntry.COLUMNS
                            + " FROM audit_entry WHERE entry_id = :entryId AND at BETWEEN :first AND :last")
                    .bind("entryId", entryId)
                    .bind("first", place.first())
                    .bind("last", place.last())
                    .map(ConstructorMapper.of(RecordedEntry.class))
                    .findOne()
                    .orElseThrow(() -> new IllegalStateException("the entry was taken out with its month, or is gone"));
            if (last == null || last.checkpoint().size() <= place.position()) {
                throw new IllegalStateException("no checkpoint covers the entry");
            }
            List<byte[]> path = tree.path(place.position(), last.checkpoint().size());
            return new Proof(entry.canonical(), place.position(), path, last);
        }));
    }

    private record Place(long position, Instant first, Instant last) {}

    private static Optional<Place> place(Handle handle, long entryId) {
        return handle.createQuery("""
                        SELECT first_position + array_position(entry_ids, :entryId) - 1, first_at, last_at
                        FROM audit_run WHERE entry_ids @> ARRAY[:entryId]""")
                .bind("entryId", entryId)
                .map((row, context) -> new Place(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .findFirst();
    }

    /** As it is given away. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ")
                .append(base64.encodeToString(entry.getBytes(StandardCharsets.UTF_8)))
                .append("\nindex ")
                .append(position)
                .append('\n');
        path.forEach(hash -> text.append(base64.encodeToString(hash)).append('\n'));
        return text.append('\n').append(checkpoint.text()).toString();
    }
}
