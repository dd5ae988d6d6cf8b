package dev.certsend.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries, the newest first.
 *
 * <p>What many entries have is met soon by walking back in time; what few have is gathered by the index of words, month by
 * month. So the newest are walked, and only where they do not fill the page the index is asked: neither takes more than a
 * few milliseconds among ten million entries, and nothing is left to what the planner believes of a word.
 */
public final class AuditSearch {
    /** So many entries are looked at one by one. */
    private static final int NEAR = 1_000;

    /** Slack waits three: what takes longer is for nobody. */
    private static final int MOST_SECONDS = 2;

    private static final String NEWEST_FIRST = " ORDER BY at DESC, entry_id DESC LIMIT ";

    private final Jdbi jdbi;

    public AuditSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An entry's place among all: a page goes on behind the last one of the page before. */
    public record Key(Instant at, long entryId) {
        private static final int RADIX = 36;

        public static Key of(RecordedEntry entry) {
            return new Key(entry.at(), entry.entryId());
        }

        /** Short enough to be carried by the dozen. */
        public String written() {
            return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at), RADIX) + "."
                    + Long.toString(entryId, RADIX);
        }

        /** @throws IllegalArgumentException it is no key of ours */
        public static Key read(String written) {
            int dot = written.indexOf('.');
            if (dot < 0 || written.length() > 28) {
                throw new IllegalArgumentException("no key of an entry");
            }
            long micros = Long.parseLong(written.substring(0, dot), RADIX);
            return new Key(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), Long.parseLong(written.substring(dot + 1), RADIX));
        }
    }

    /**
     * The newest entries first.
     *
     * @param before only entries older than this one; null for the newest
     * @param most so many at most
     */
    public List<RecordedEntry> find(Question question, @Nullable Key before, int most) {
        Conditions conditions = Conditions.of(question);
        String older = before == null ? "" : "at <= :beforeAt AND (at, entry_id) < (:beforeAt, :beforeId) AND ";
        return jdbi.withHandle(handle -> {
            if (conditions.areOfOneOrder() || !conditions.areIndexed()) {
                return run(handle, conditions, before, most, select(older + conditions.sql()));
            }
            List<RecordedEntry> near = run(handle, conditions, before, most, walk(older, conditions));
            return near.size() == most
                    ? near
                    : run(handle, conditions, before, most, select(older + conditions.indexedSql()));
        });
    }

    private static String select(String where) {
        return "SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE " + where + NEWEST_FIRST + ":most";
    }

    private static String walk(String older, Conditions conditions) {
        return "SELECT " + RecordedEntry.COLUMNS + " FROM (SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE "
                + older + conditions.range() + NEWEST_FIRST + NEAR + ") newest WHERE " + conditions.rest()
                + NEWEST_FIRST + ":most";
    }

    private static List<RecordedEntry> run(
            Handle handle, Conditions conditions, @Nullable Key before, int most, String sql) {
        try (Query query = handle.createQuery(sql).setQueryTimeout(MOST_SECONDS)) {
            conditions.bind(query).bind("most", most);
            if (before != null) {
                query.bind("beforeAt", before.at().atOffset(ZoneOffset.UTC)).bind("beforeId", before.entryId());
            }
            return query.map(ConstructorMapper.of(RecordedEntry.class)).list();
        }
    }
}
