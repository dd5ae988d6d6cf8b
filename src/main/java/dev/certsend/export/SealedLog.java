package dev.certsend.export;

import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The sealed part of the audit log in its order: by position, from 0. What is at a position never changes, so every page is a
 * query of its own and no transaction stays open. Entries of retired months are not there any more, their positions are.
 */
public final class SealedLog {
    /** How many positions one page covers: some megabytes of entries at most. */
    private static final int PAGE = 2_048;

    private final Jdbi jdbi;

    /** An entry at its position. */
    public record Sealed(long position, RecordedEntry entry) {}

    /** Entries in their order, and the position behind what was looked at. */
    public record Page(List<Sealed> entries, long next) {}

    /** Takes one entry after the other. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes the next one.
         *
         * @throws IOException it can't be taken; no other one follows
         */
        void read(long position, RecordedEntry entry) throws IOException;
    }

    /** A part of a run. */
    private record Piece(long position, List<Long> ids, Instant firstAt, Instant lastAt) {}

    public SealedLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How many positions there are. */
    public long size() {
        return number("SELECT max(first_position + cardinality(entry_ids)) FROM audit_run WHERE first_position ="
                + " (SELECT max(first_position) FROM audit_run)");
    }

    /** How many entries are in no leaf yet. */
    public long waiting() {
        return number("SELECT count(*) FROM audit_unsealed");
    }

    /** No entry before this position is of this moment or later; the size of the log where all are earlier. */
    public long positionAt(Instant from) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT min(first_position) FROM audit_run WHERE last_at >= :at""")
                .bind("at", from)
                .mapTo(Long.class)
                .findOne()
                .orElseGet(this::size));
    }

    /** No entry from this position on is earlier than this moment. */
    public long positionAfter(Instant until) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT max(first_position + cardinality(entry_ids)) FROM audit_run WHERE first_at < :at""")
                .bind("at", until)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /**
     * Reads entries in their order; in memory is one page of them at a time.
     *
     * @param until the first position not to be read
     * @return the position behind the last one read
     */
    public long forEach(long from, long until, Reader reader) throws IOException {
        long at = from;
        while (at < until) {
            Page page = page(at, until);
            for (Sealed each : page.entries()) {
                reader.read(each.position(), each.entry());
            }
            if (page.next() == at) {
                break;
            }
            at = page.next();
        }
        return at;
    }

    /** The next ones, at most so many; there are no more where {@code next} is {@code from}. */
    public Page page(long from, long until) {
        return jdbi.withHandle(handle -> page(handle, from, Math.min(until, from + PAGE)));
    }

    private static Page page(Handle handle, long from, long until) {
        List<Piece> pieces = pieces(handle, from, until);
        if (pieces.isEmpty()) {
            return new Page(List.of(), from);
        }
        Map<Long, RecordedEntry> found = entries(handle, pieces);
        List<Sealed> entries = new ArrayList<>(found.size());
        long position = from;
        for (Piece piece : pieces) {
            position = piece.position();
            for (Long id : piece.ids()) {
                RecordedEntry entry = found.get(id);
                if (entry != null) {
                    entries.add(new Sealed(position, entry));
                }
                position++;
            }
        }
        return new Page(entries, position);
    }

    private static List<Piece> pieces(Handle handle, long from, long until) {
        return handle.createQuery("""
                        SELECT greatest(first_position, :from) AS position, first_at, last_at, entry_ids[
                            greatest(:from - first_position, 0) + 1 : least(:until - first_position, 2147483647)] AS ids
                        FROM audit_run
                        WHERE first_position >= (SELECT max(first_position) FROM audit_run WHERE first_position <= :from)
                            AND first_position < :until AND first_position + cardinality(entry_ids) > :from
                        ORDER BY first_position""")
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> piece(row))
                .list();
    }

    private static Piece piece(ResultSet row) throws SQLException {
        return new Piece(
                row.getLong("position"),
                List.of((Long[]) row.getArray("ids").getArray()),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant());
    }

    /** The moments tell which months to look in. With "+ 0" no index is searched once for every number. */
    private static Map<Long, RecordedEntry> entries(Handle handle, List<Piece> pieces) {
        List<Long> ids = pieces.stream().flatMap(piece -> piece.ids().stream()).toList();
        Map<Long, RecordedEntry> found = new HashMap<>(2 * ids.size());
        handle.createQuery("SELECT " + RecordedEntry.COLUMNS + """
                         FROM audit_entry JOIN unnest(:ids) AS sealed (id) ON sealed.id = entry_id + 0
                        WHERE at BETWEEN :first AND :last""")
                .bindArray("ids", Long.class, ids)
                .bind(
                        "first",
                        pieces.stream()
                                .map(Piece::firstAt)
                                .min(Instant::compareTo)
                                .orElseThrow())
                .bind(
                        "last",
                        pieces.stream()
                                .map(Piece::lastAt)
                                .max(Instant::compareTo)
                                .orElseThrow())
                .map(EntryRow::read)
                .forEach(entry -> {
                    if (found.put(entry.entryId(), entry) != null) {
                        throw new IllegalStateException(
                                "entry " + entry.entryId() + " is there twice: run audit verify");
                    }
                });
        return found;
    }

    private long number(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L));
    }
}
