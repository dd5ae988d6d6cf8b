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

    /** Of a send the entries that tell how the letter fares; what its links were used for comes after that. */
    private static final String OF_LETTERS = "action IN ('send.requested', 'mail.attempted', 'mail.accepted',"
            + " 'mail.deferred', 'mail.rejected', 'mail.uncertain', 'mail.given_up', 'mail.bounced',"
            + " 'mail.cancelled', 'mail.requeued')";

    /** The newest entry of a send tells its state: an ordinal of {@link Summary.State} in the last three bits. */
    private static final String COUNTED = """
            WITH sent AS MATERIALIZED (
                SELECT min(at) AS at, max(mode) AS mode, max(requester_id) AS person,
                    max(actor_name) FILTER (WHERE actor_id = requester_id) AS name, max(order_id) AS order_id,
                    max(certificate_name) AS certificate, max(entry_id * 8 + CASE action
                        WHEN 'mail.accepted' THEN 0 WHEN 'mail.rejected' THEN 1 WHEN 'mail.given_up' THEN 1
                        WHEN 'mail.bounced' THEN 1 WHEN 'mail.uncertain' THEN 2 WHEN 'mail.cancelled' THEN 3
                        WHEN 'send.requested' THEN 4 WHEN 'mail.attempted' THEN 4 WHEN 'mail.deferred' THEN 4
                        WHEN 'mail.requeued' THEN 4 END) %% 8 AS state
                FROM audit_entry WHERE delivery_id IS NOT NULL AND """ + " %s AND %s " + """
                GROUP BY delivery_id)
            SELECT 'all' AS kind, '' AS key, NULL AS name, count(*) AS count FROM sent
            UNION ALL SELECT 'time', to_char(date_trunc(:span, at AT TIME ZONE 'UTC'), 'YYYY-MM-DD'), NULL, count(*)
                FROM sent GROUP BY 2
            UNION ALL SELECT 'mode', mode, NULL, count(*) FROM sent WHERE mode IS NOT NULL GROUP BY 2
            UNION ALL SELECT 'state', state::text, NULL, count(*) FROM sent WHERE state IS NOT NULL GROUP BY 2
            UNION ALL (SELECT 'person', person, max(name), count(*) FROM sent WHERE person IS NOT NULL GROUP BY 2
                ORDER BY 4 DESC, 2 LIMIT 10)
            UNION ALL (SELECT 'order', order_id::text, max(certificate), count(*) FROM sent WHERE order_id IS NOT NULL
                GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT 10)""";

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
        return summary(day(since), day(until), span, counted(bounded, span));
    }

    private record Row(String kind, String key, @Nullable String name, long count) {}

    private List<Row> counted(Question question, Summary.Span span) throws TooMuch {
        Conditions conditions = Conditions.of(question);
        boolean any = question.actions().isEmpty() && question.outcomes().isEmpty();
        String sql = COUNTED.formatted(where(question, conditions), any ? OF_LETTERS : "true");
        try {
            return jdbi.inTransaction(handle -> {
                handle.execute("SET LOCAL statement_timeout = " + MOST_MILLIS);
                handle.execute("SET LOCAL work_mem = '64MB'");
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

    private static Summary summary(LocalDate from, LocalDate to, Summary.Span span, List<Row> rows) {
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
                from,
                to,
                shares.getOrDefault("all", List.of()).stream()
                        .mapToLong(Summary.Share::count)
                        .sum(),
                span,
                times(from, to, span, shares.getOrDefault("time", List.of())),
                shares.getOrDefault("mode", List.of()),
                shares.getOrDefault("state", List.of()).stream()
                        .map(Summaries::state)
                        .toList(),
                shares.getOrDefault("person", List.of()),
                shares.getOrDefault("order", List.of()));
    }

    private static Summary.Share state(Summary.Share counted) {
        Summary.State state = Summary.State.values()[Integer.parseInt(counted.key())];
        return new Summary.Share(state.name(), null, counted.count());
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
