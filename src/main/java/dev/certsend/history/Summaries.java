package dev.certsend.history;

import dev.certsend.audit.Conditions;
import dev.certsend.audit.Question;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Counts what a question finds. */
final class Summaries {
    /** As far back as is counted where nothing else is asked. */
    static final Duration USUAL = Duration.ofDays(90);

    private static final int MOST_WEEKS = 27;
    /** Slack waits three: what takes longer is for nobody. */
    private static final int MOST_MILLIS = 2_000;

    private static final String CANCELLED_QUERY = "57014";

    /** How a letter can come out: what these actions say happens to each once, or a few times where it is tried again. */
    private static final String ENDS = "'mail.accepted', 'mail.rejected', 'mail.uncertain', 'mail.given_up',"
            + " 'mail.bounced', 'mail.cancelled'";

    /** Counted twice: into some thousand small groups, of which all others are put together, and by orders, which are many. */
    private static final String COUNTED = """
            WITH few AS MATERIALIZED (
                SELECT action COLLATE "C" AS action, date_trunc(:span, at AT TIME ZONE 'UTC') AS time,
                    mode COLLATE "C" AS mode, coalesce(requester_id, actor_id) COLLATE "C" AS person,
                    max(actor_name COLLATE "C") FILTER (WHERE actor_id = coalesce(requester_id, actor_id)) AS name,
                    count(*) AS count
                FROM audit_entry WHERE delivery_id IS NOT NULL AND ${asked} AND ${sends or ends}
                GROUP BY 1, 2, 3, 4),
            base AS (SELECT * FROM few WHERE ${sends})
            SELECT 'all' AS kind, '' AS key, NULL AS name, coalesce(sum(count), 0)::bigint AS count FROM base
            UNION ALL SELECT 'time', to_char(time, 'YYYY-MM-DD'), NULL, sum(count)::bigint FROM base GROUP BY 2
            UNION ALL SELECT 'mode', mode, NULL, sum(count)::bigint FROM base WHERE mode IS NOT NULL GROUP BY 2
            UNION ALL SELECT 'action', action, NULL, sum(count)::bigint FROM few WHERE ${ends} GROUP BY 2
            UNION ALL (SELECT 'person', person, max(name), sum(count)::bigint FROM base WHERE person IS NOT NULL
                GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT 10)
            UNION ALL (SELECT 'order', order_id::text, max(certificate_name COLLATE "C"), count(*) FROM audit_entry
                WHERE delivery_id IS NOT NULL AND order_id IS NOT NULL AND ${asked} AND ${sends}
                GROUP BY order_id ORDER BY 4 DESC, 2 LIMIT 10)""";

    private final Jdbi jdbi;

    Summaries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** More than can be counted while Slack waits. */
    static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1;

        TooMuch(Throwable cause) {
            super("more entries than can be counted in " + MOST_MILLIS + " ms", cause);
        }
    }

    /**
     * Counts the last 90 days, or from the question's own beginning on.
     *
     * @throws TooMuch for a question that so many entries answer that two seconds do not suffice
     */
    Summary of(Question question, Instant now) throws TooMuch {
        Instant until = question.until() == null || question.until().isAfter(now) ? now : question.until();
        Instant since = question.since() == null ? until.minus(USUAL) : question.since();
        if (since.isAfter(until)) {
            since = until;
        }
        Question bounded = new Question(
                question.teamId(),
                question.ownerId(),
                question.orderId(),
                question.personId(),
                question.recipient(),
                question.domain(),
                question.actions(),
                question.mode(),
                question.outcomes(),
                since,
                question.until(),
                question.words());
        Summary.Span span =
                ChronoUnit.DAYS.between(since, until) > 7 * MOST_WEEKS ? Summary.Span.MONTH : Summary.Span.WEEK;
        return summary(isOfSends(question), day(since), day(until), span, counted(bounded, span));
    }

    /** Whether sends are counted; where certain actions are asked for, these are. */
    private static boolean isOfSends(Question question) {
        return question.actions().isEmpty() && question.outcomes().isEmpty();
    }

    private record Row(String kind, String key, @Nullable String name, long count) {}

    private List<Row> counted(Question question, Summary.Span span) throws TooMuch {
        Conditions conditions = Conditions.of(question);
        boolean any = isOfSends(question);
        String sends = any ? "action = 'send.requested'" : "true";
        String ends = any ? "action IN (" + ENDS + ")" : "true";
        String sql = COUNTED.replace("${asked}", where(question, conditions))
                .replace("${sends or ends}", "(" + sends + " OR " + ends + ")")
                .replace("${sends}", sends)
                .replace("${ends}", ends);
        try {
            return jdbi.inTransaction(handle -> {
                handle.execute("SET LOCAL statement_timeout = " + MOST_MILLIS);
                // Of so many rows the planner sorts all rather than hash them, which takes twice as long.
                handle.execute("SET LOCAL work_mem = '64MB'");
                handle.execute("SET LOCAL enable_sort = off");
                handle.execute("SET LOCAL jit = off");
                return rows(handle, sql, conditions, span);
            });
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof java.sql.SQLException refused
                    && CANCELLED_QUERY.equals(refused.getSQLState())) {
                throw new TooMuch(e);
            }
            throw e;
        }
    }

    /** Text is looked for by the index; the rest is compared faster than it is gathered. */
    private static String where(Question question, Conditions conditions) {
        boolean text = !question.words().isEmpty() || question.recipient() != null || question.domain() != null;
        return text ? conditions.indexedSql() : conditions.sql();
    }

    private static List<Row> rows(Handle handle, String sql, Conditions conditions, Summary.Span span) {
        try (Query query = handle.createQuery(sql)) {
            return conditions
                    .bind(query)
                    .bind("span", span == Summary.Span.WEEK ? "week" : "month")
                    .map((row, context) ->
                            new Row(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                    .list();
        }
    }

    private static Summary summary(boolean ofSends, LocalDate from, LocalDate to, Summary.Span span, List<Row> rows) {
        Map<String, List<Summary.Share>> shares = rows.stream()
                .collect(Collectors.groupingBy(
                        Row::kind,
                        Collectors.mapping(
                                row -> new Summary.Share(row.key(), row.name(), row.count()), Collectors.toList())));
        shares.values()
                .forEach(each -> each.sort(Comparator.comparingLong(Summary.Share::count)
                        .reversed()
                        .thenComparing(Summary.Share::key)));
        return new Summary(
                ofSends,
                from,
                to,
                shares.getOrDefault("all", List.of()).stream()
                        .mapToLong(Summary.Share::count)
                        .sum(),
                span,
                times(from, to, span, shares.getOrDefault("time", List.of())),
                shares.getOrDefault("mode", List.of()),
                shares.getOrDefault("action", List.of()),
                shares.getOrDefault("person", List.of()),
                shares.getOrDefault("order", List.of()));
    }

    /** With those in which nothing was sent. */
    private static List<Summary.Share> times(
            LocalDate from, LocalDate to, Summary.Span span, List<Summary.Share> found) {
        Map<String, Long> counts = found.stream().collect(Collectors.toMap(Summary.Share::key, Summary.Share::count));
        List<Summary.Share> all = new ArrayList<>();
        boolean weeks = span == Summary.Span.WEEK;
        LocalDate begin =
                weeks ? from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : from.withDayOfMonth(1);
        for (LocalDate each = begin; !each.isAfter(to); each = weeks ? each.plusWeeks(1) : each.plusMonths(1)) {
            all.add(new Summary.Share(each.toString(), null, counts.getOrDefault(each.toString(), 0L)));
        }
        return all;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
