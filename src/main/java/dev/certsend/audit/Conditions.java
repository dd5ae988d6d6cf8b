package dev.certsend.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A question as conditions on {@code audit_entry}, for any SELECT of it: {@code "… WHERE " + conditions.sql()}, and then
 * {@link #bind}. The text is made of our own words alone; whatever was typed is bound.
 */
public final class Conditions {
    /** Where {@code audit_words} cuts, and what no text in the database can hold. */
    private static final Pattern SEPARATORS = Pattern.compile("[!-/:-@\\[-`{-~\\s\\x00]+");

    /** What is true of the entries that {@code audit_words} finds by the beginning of a word, at a tenth of its price. */
    private static final String BEGINS = "lower(concat_ws(' ', actor_name, certificate_name, recipient, reason))"
            + " ~ ('(^|[ -/:-@[-`{-~\t\n\r])' || lower(%s))";

    private static final String WORDS =
            "audit_words(action, actor_id, requester_id, actor_name, certificate_name," + " recipient, mode, reason)";

    private final List<String> range = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> lexemes = new ArrayList<>();
    private final List<String> caseless = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private boolean ofOneOrder;

    private Conditions() {}

    /** The conditions of a question. */
    public static Conditions of(Question question) {
        Conditions conditions = new Conditions();
        conditions.between(question.since(), question.until());
        conditions.who(question);
        conditions.what(question);
        conditions.whom(question);
        pieces(question.words()).forEach(conditions::word);
        conditions.index();
        return conditions;
    }

    /** Words as the log knows them: cut where it cuts. What is nothing but signs is none. */
    public static List<String> pieces(List<String> typed) {
        return typed.stream()
                .flatMap(SEPARATORS::splitAsStream)
                .filter(piece -> !piece.isEmpty())
                .distinct()
                .toList();
    }

    /** All that must hold, to be met by walking along {@code at}; for a question about one order, by its index. */
    public String sql() {
        return "(" + range() + " AND " + rest() + ")";
    }

    /**
     * All that must hold, to be found by the index of words; the same as {@link #sql} where no index can help.
     *
     * @see #areIndexed
     */
    public String indexedSql() {
        if (!areIndexed()) {
            return sql();
        }
        List<String> queries = new ArrayList<>();
        if (!lexemes.isEmpty()) {
            queries.add("cast(:asLexemes AS tsquery)");
        }
        if (!caseless.isEmpty()) {
            queries.add("cast(lower(:asWords) AS tsquery)");
        }
        return "(" + range() + " AND " + WORDS + " @@ (" + String.join(" && ", queries) + ") AND " + rest() + ")";
    }

    /** Whether the index of words knows anything that is asked. */
    public boolean areIndexed() {
        return !lexemes.isEmpty() || !caseless.isEmpty();
    }

    /** Whether it is about one order, which has an index of its own. */
    public boolean areOfOneOrder() {
        return ofOneOrder;
    }

    /** When it was. */
    String range() {
        return range.isEmpty() ? "true" : String.join(" AND ", range);
    }

    /** All the others. */
    String rest() {
        return String.join(" AND ", others);
    }

    /** Binds what was asked; the names are all its own, see {@code value0} and so on. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        values.forEach((name, value) -> {
            if (value instanceof String[] texts) {
                statement.bindArray(name, String.class, (Object[]) texts);
            } else {
                statement.bind(name, value);
            }
        });
        return statement;
    }

    private void between(@Nullable Instant since, @Nullable Instant until) {
        if (since != null) {
            range.add("at >= " + named(at(since)));
        }
        if (until != null) {
            range.add("at < " + named(at(until)));
        }
    }

    private void who(Question question) {
        String team = named(question.teamId());
        others.add(question.ownerId() == null ? "team_id IN (" + team + ", '')" : "team_id = " + team);
        for (String person : Stream.of(question.ownerId(), question.personId())
                .filter(Objects::nonNull)
                .distinct()
                .toList()) {
            String id = named(person);
            others.add("(actor_id = " + id + " OR requester_id = " + id + ")");
            lexemes.add(quoted("b:" + person));
        }
    }

    private void what(Question question) {
        if (question.orderId() != null) {
            others.add("order_id = " + named(question.orderId()));
            ofOneOrder = true;
        }
        if (!question.actions().isEmpty() || !question.outcomes().isEmpty()) {
            Set<Action> asked = asked(question);
            if (asked.isEmpty()) {
                others.add("false");
            } else {
                others.add(
                        "action = ANY(" + named(asked.stream().map(Action::text).toArray(String[]::new)) + ")");
                lexemes.add(asked.stream()
                        .map(action -> quoted("a:" + action.text()))
                        .collect(Collectors.joining(" | ", "(", ")")));
            }
        }
        if (question.mode() != null) {
            others.add("mode = " + named(question.mode()));
            lexemes.add(quoted("m:" + question.mode()));
        }
    }

    private static Set<Action> asked(Question question) {
        Set<Action> asked =
                question.actions().isEmpty() ? EnumSet.allOf(Action.class) : EnumSet.copyOf(question.actions());
        if (!question.outcomes().isEmpty()) {
            asked.removeIf(
                    action -> action.outcome() == null || !question.outcomes().contains(action.outcome()));
        }
        return asked;
    }

    private void whom(Question question) {
        if (question.recipient() != null) {
            others.add("lower(recipient) = lower(" + named(question.recipient()) + ")");
            caseless.add(quoted("t:" + question.recipient()));
        }
        if (question.domain() != null) {
            others.add("lower(substring(recipient FROM '@([^@]*)$')) = lower(" + named(question.domain()) + ")");
            caseless.add(quoted("d:" + question.domain()));
        }
    }

    private void word(String piece) {
        // No sign of a regular expression is left in a piece.
        others.add(BEGINS.formatted(named(piece)));
        caseless.add(quoted(piece) + ":*");
    }

    private void index() {
        if (!lexemes.isEmpty()) {
            values.put("asLexemes", String.join(" & ", lexemes));
        }
        if (!caseless.isEmpty()) {
            values.put("asWords", String.join(" & ", caseless));
        }
    }

    private String named(Object value) {
        String name = "value" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** One lexeme of a tsquery, whatever it holds. */
    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
