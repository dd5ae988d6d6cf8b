package dev.certsend.orders;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/**
 * A query as conditions on {@code cert_order}.
 *
 * <p>Of every text there are two: what must hold, and what the trigram index can find it by. For three characters and more
 * the two are one. Two letters or digits are found by the trigrams they are part of, see {@link SearchedText#of}; a single one
 * or mere signs by none.
 */
final class Conditions {
    private static final Pattern INDEXED = Pattern.compile("[\\p{L}\\p{N}]{3}");
    private static final Pattern PAIR = Pattern.compile("[\\p{L}\\p{N}]{2}");

    private final List<String> all = new ArrayList<>();
    private final List<String> helping = new ArrayList<>();
    private final Map<String, String> ranges = new HashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private boolean inSendable = true;
    private boolean textIndexed;
    private boolean textUnindexed;

    private Conditions() {}

    /**
     * The conditions of a query on a day.
     *
     * @param vocabulary which products and divisions there are
     */
    static Conditions of(OrderQuery query, Vocabulary vocabulary, LocalDate today) {
        Conditions conditions = new Conditions();
        query.words().forEach(word -> conditions.contains("searched", word, ""));
        query.qualifiers().forEach((qualifier, value) -> conditions.qualified(qualifier, value, vocabulary, today));
        return conditions;
    }

    /** Whether any order of this half can match. */
    boolean allow(boolean sendable) {
        return inSendable || !sendable;
    }

    /** Whether nothing is asked for. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether an index can find what matches, wherever it is; one that finds half of all orders by their status does not help. */
    boolean areIndexed() {
        return textIndexed || !textUnindexed;
    }

    /** What must hold. */
    String sql() {
        return all.isEmpty() ? "true" : String.join(" AND ", all);
    }

    /** The same with what helps an index. */
    String indexedSql() {
        List<String> both = new ArrayList<>(all);
        both.addAll(helping);
        return both.isEmpty() ? "true" : String.join(" AND ", both);
    }

    /** The part of a column that matches; a walk along the column begins and ends with it. */
    String rangeOf(String column) {
        return ranges.getOrDefault(column, "true");
    }

    Query bind(Query query) {
        values.forEach((name, value) -> {
            if (value instanceof String[] texts) {
                query.bindArray(name, String.class, (Object[]) texts);
            } else {
                query.bind(name, value);
            }
        });
        return query;
    }

    private void qualified(Qualifier qualifier, String value, Vocabulary vocabulary, LocalDate today) {
        switch (qualifier) {
            case STATUS -> {
                List<String> statuses = allowed(qualifier, value);
                inSendable = statuses.stream().anyMatch(Order.SENDABLE_STATUSES::contains);
                all.add("status IN " + literals(statuses));
            }
            case TYPE -> all.add("validation IN " + literals(allowed(qualifier, value)));
            case PRODUCT -> oneOf("product_name_id", vocabulary.productIds(value));
            case CONTAINER -> oneOf("container", vocabulary.containers(value));
            case ORDER -> contains("split_part(searched, E'\\n', 1)", value, "^");
            case SAN -> contains("split_part(searched, E'\\n', 2)", value, "");
            case ORG -> contains("split_part(searched, E'\\n', 3)", value, "");
            case SERIAL -> contains("split_part(searched, E'\\n', 4)", value, "");
            case EXPIRES -> DayRange.ahead(value, today).ifPresent(days -> between("by_expires", days));
            case ISSUED -> DayRange.behind(value, today).ifPresent(days -> between("by_issued", days));
            case SORT -> {}
        }
    }

    private static List<String> allowed(Qualifier qualifier, String value) {
        return Stream.of(value.split(",", -1))
                .filter(qualifier.allowed()::contains)
                .toList();
    }

    /** Not as values to be bound: how common each is tells the planner what to do. They are words of our own. */
    private static String literals(List<String> words) {
        return words.isEmpty()
                ? "(NULL)"
                : words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    private void oneOf(String column, List<String> allowed) {
        all.add(column + " = ANY(" + named(allowed.toArray(String[]::new)) + ")");
    }

    private void between(String column, DayRange days) {
        String range = column + " BETWEEN " + named(days.from()) + " AND " + named(days.to());
        ranges.put(column, range);
        all.add(range);
        all.add(
                column.equals("by_expires")
                        ? "valid_till IS NOT NULL"
                        : "coalesce(valid_from, ordered_at) IS NOT NULL");
    }

    private void contains(String where, String text, String anchor) {
        String any = "%" + literally(text) + "%";
        all.add(where + " LIKE " + named(anchor.isEmpty() ? any : any.substring(1)));
        Matcher pair = PAIR.matcher(text);
        if (INDEXED.matcher(text).find()) {
            if (!where.equals("searched")) {
                helping.add("searched LIKE " + named(any));
            }
            textIndexed = true;
        } else if (pair.find()) {
            helping.add(pair(pair.group()));
            textIndexed = true;
        } else {
            textUnindexed = true;
        }
    }

    /** With something plain before or behind, of which the index makes a few dozen trigrams; or on a line of its own. */
    private String pair(String pair) {
        return SearchedText.isPlain(pair)
                ? "(searched ~ %s OR searched ~ %s)".formatted(named(pair + "[\\n -~]"), named("[\\n -~]" + pair))
                : "searched LIKE " + named("%" + SearchedText.BETWEEN + pair + "%");
    }

    private String named(Object value) {
        String name = "value" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
