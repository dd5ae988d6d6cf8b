package dev.certsend.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries, the newest first.
 *
 * <p>What many entries have is met soon by walking back in time; what few have is gathered by the index of words. So the
 * newest are walked; where they do not fill the page, a few are gathered from the last days, and then from all there are; and
 * where there are more of them than these, but long ago, the time is parted until there are few in a part. Each step takes a few milliseconds among ten
 * million entries, and nothing is left to what the planner believes of a word.
 */
public final class AuditSearch {
    /** So many entries are looked at one by one. */
    private static final int NEAR = 1_000;

    /** So many are gathered at most, to be sorted. */
    private static final int FEW = 500;

    /** What is not rare has a page of them in this time. */
    private static final Duration LATELY = Duration.ofDays(4);

    /** The newer part of a time in which there are too many. */
    private static final int PART = 4;

    /** Within it all are gathered, however many. */
    private static final Duration SHORT = Duration.ofSeconds(1);

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
        return jdbi.withHandle(handle -> {
            Look look = new Look(handle, conditions, before);
            if (conditions.areOfOneOrder() || !conditions.areIndexed()) {
                return look.run(select(look.older() + conditions.sql()), most);
            }
            List<RecordedEntry> near = look.run(walk(look.older(), conditions), most);
            if (near.size() == most) {
                return near;
            }
            Instant end = before != null ? before.at().plusMillis(1) : end(question);
            List<RecordedEntry> lately = look.gather(end.minus(LATELY), end, most);
            return lately.size() == most ? lately : look.gather(null, null, most);
        });
    }

    /** One entry, if all that is asked holds of it. */
    public Optional<RecordedEntry> entry(Question question, Key key) {
        Conditions conditions = Conditions.of(question);
        String sql = "SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE at = :at AND entry_id = :entryId AND "
                + conditions.sql();
        return jdbi.withHandle(handle -> {
            try (Query query = handle.createQuery(sql)) {
                return conditions
                        .bind(query)
                        .bind("at", key.at().atOffset(ZoneOffset.UTC))
                        .bind("entryId", key.entryId())
                        .map(ConstructorMapper.of(RecordedEntry.class))
                        .findOne();
            }
        });
    }

    /**
     * What became of the send that an entry is part of, the oldest first: all about the same recipient, or about the whole
     * send. Empty where it is part of none.
     *
     * @param question all that is asked must hold of each
     */
    public List<RecordedEntry> story(Question question, RecordedEntry entry, int most) {
        if (entry.orderId() == null || entry.sendId() == null) {
            return List.of();
        }
        Conditions conditions = Conditions.of(question.about(entry.orderId()));
        String sql = "SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE send_id = :sendId"
                + " AND coalesce(delivery_id = cast(:deliveryId AS uuid), true) AND " + conditions.sql()
                + " ORDER BY at, entry_id LIMIT :most";
        return jdbi.withHandle(handle -> {
            try (Query query = handle.createQuery(sql).setQueryTimeout(MOST_SECONDS)) {
                return conditions
                        .bind(query)
                        .bind("sendId", entry.sendId())
                        .bind("deliveryId", entry.deliveryId())
                        .bind("most", most)
                        .map(ConstructorMapper.of(RecordedEntry.class))
                        .list();
            }
        });
    }

    /** By our clock; what the database's puts behind it is found by the next step. */
    private static Instant end(Question question) {
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        return question.until() != null && question.until().isBefore(soon) ? question.until() : soon;
    }

    private static String select(String where) {
        return "SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE " + where + NEWEST_FIRST + ":most";
    }

    private static String walk(String older, Conditions conditions) {
        return "SELECT " + RecordedEntry.COLUMNS + " FROM (SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry WHERE "
                + older + conditions.range() + NEWEST_FIRST + NEAR + ") newest WHERE " + conditions.rest()
                + NEWEST_FIRST + ":most";
    }

    /** One look into the log. */
    private record Look(
            Handle handle, Conditions conditions, @Nullable Key before) {
        String older() {
            return before == null ? "" : "at <= :beforeAt AND (at, entry_id) < (:beforeAt, :beforeId) AND ";
        }

        /** Those of a time, its end not being in it; null for the beginning and the end of all time. */
        List<RecordedEntry> gather(@Nullable Instant from, @Nullable Instant to, int most) {
            String where = older() + within(from, to) + conditions.indexedSql();
            List<RecordedEntry> found = few(where, most);
            if (found != null) {
                return found;
            }
            if (from != null && to != null) {
                return inParts(from, to, most);
            }
            return handle.createQuery("SELECT min(at), max(at) FROM audit_entry")
                    .map((row, context) -> inParts(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getObject(2, OffsetDateTime.class).toInstant().plusMillis(1),
                            most))
                    .one();
        }

        /** The same where there are many. */
        private List<RecordedEntry> inParts(Instant from, Instant to, int most) {
            Duration time = Duration.between(from, to);
            if (time.compareTo(SHORT) <= 0) {
                return run(select(older() + within(from, to) + conditions.indexedSql()), most);
            }
            Instant newer = to.minus(time.dividedBy(PART));
            List<RecordedEntry> found = gather(newer, to, most);
            if (found.size() == most) {
                return found;
            }
            // Where none of them was in the newer part, all the many are in the older one.
            List<RecordedEntry> rest =
                    found.isEmpty() ? inParts(from, newer, most) : gather(from, newer, most - found.size());
            return Stream.concat(found.stream(), rest.stream()).toList();
        }

        /** Null where there are too many to be sorted. */
        private @Nullable List<RecordedEntry> few(String where, int most) {
            String sql = "SELECT " + RecordedEntry.COLUMNS + ", count(*) OVER () > " + FEW + " AS many FROM (SELECT "
                    + RecordedEntry.COLUMNS + " FROM audit_entry WHERE " + where + " LIMIT " + (FEW + 1) + ") few"
                    + NEWEST_FIRST + ":most";
            try (Query query = query(sql, most)) {
                RowMapper<RecordedEntry> entries = ConstructorMapper.of(RecordedEntry.class);
                List<Gathered> found = query.map(
                                (row, context) -> new Gathered(entries.map(row, context), row.getBoolean("many")))
                        .list();
                return found.stream().anyMatch(Gathered::many)
                        ? null
                        : found.stream().map(Gathered::entry).toList();
            }
        }

        private static String within(@Nullable Instant from, @Nullable Instant to) {
            return from == null || to == null ? "" : "at >= '" + from + "' AND at < '" + to + "' AND ";
        }

        List<RecordedEntry> run(String sql, int most) {
            try (Query query = query(sql, most)) {
                return query.map(ConstructorMapper.of(RecordedEntry.class)).list();
            }
        }

        private Query query(String sql, int most) {
            Query query = conditions
                    .bind(handle.createQuery(sql).setQueryTimeout(MOST_SECONDS))
                    .bind("most", most);
            return before == null
                    ? query
                    : query.bind("beforeAt", before.at().atOffset(ZoneOffset.UTC))
                            .bind("beforeId", before.entryId());
        }
    }

    /** One of those gathered, and whether there are too many. */
    private record Gathered(RecordedEntry entry, boolean many) {}
}
