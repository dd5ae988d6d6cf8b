package dev.certsend.orders;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What orders somebody wants to see: words that occur in an order, and qualifiers such as {@code status:issued}. The picker,
 * {@code /cert-orders} and every control above a list speak this one language.
 *
 * @param words each in the form of {@link SearchedText}; every one must occur
 * @param qualifiers the values as typed, in lower case
 */
public record OrderQuery(List<String> words, Map<Qualifier, String> qualifiers) {
    /** The longest query, in characters, so that a block id of Slack's can carry it. */
    public static final int LONGEST = 230;

    /** Signs that would be read as something that Slack escaped or linked. */
    private static final Pattern READ_OTHERWISE = Pattern.compile("&(?=(?:lt|gt|amp);)|<(?=https?://|mailto:)");

    /** All orders, those issued last first. */
    public static final OrderQuery ALL = new OrderQuery(List.of(), Map.of());

    public OrderQuery {
        words = List.copyOf(words);
        EnumMap<Qualifier, String> sorted = new EnumMap<>(Qualifier.class);
        sorted.putAll(qualifiers);
        qualifiers = Collections.unmodifiableMap(sorted);
    }

    /**
     * Reads what was typed.
     *
     * @throws UnreadQuery a piece that is no word, no qualifier or not a value of its qualifier, or a query too long
     */
    public static OrderQuery read(@Nullable String typed) throws UnreadQuery {
        return QueryReader.read(typed == null ? "" : typed, LocalDate.now(ZoneOffset.UTC));
    }

    /** The value of a qualifier; null where it is not among the query. */
    public @Nullable String value(Qualifier qualifier) {
        return qualifiers.get(qualifier);
    }

    /** Whether it asks for nothing in particular, however sorted. */
    public boolean isOpen() {
        return words.isEmpty() && qualifiers.keySet().stream().allMatch(Qualifier.SORT::equals);
    }

    /** Whether its only word is the common name of an order, in any case, international or as ASCII. */
    public boolean isNameOf(Order order) {
        return words.size() == 1 && SearchedText.forms(order.commonName()).contains(words.get(0));
    }

    /** The same with another value of one qualifier; null takes it out. The value must be one that can be read. */
    public OrderQuery with(Qualifier qualifier, @Nullable String value) {
        Map<Qualifier, String> changed = new EnumMap<>(Qualifier.class);
        changed.putAll(qualifiers);
        if (value == null) {
            changed.remove(qualifier);
        } else {
            changed.put(qualifier, value);
        }
        return new OrderQuery(words, changed);
    }

    /** The same with other words. */
    public OrderQuery withWords(List<String> others) {
        return new OrderQuery(others, qualifiers);
    }

    /** Both together; where they disagree, the other's qualifier counts. */
    public OrderQuery and(OrderQuery other) {
        Map<Qualifier, String> both = new EnumMap<>(Qualifier.class);
        both.putAll(qualifiers);
        both.putAll(other.qualifiers);
        return new OrderQuery(
                Stream.concat(words.stream(), other.words.stream()).toList(), both);
    }

    /** As one would type it; what this writes reads as this query. */
    public String written() {
        List<String> pieces = new ArrayList<>();
        words.forEach(word -> pieces.add(quoted(word)));
        qualifiers.forEach((qualifier, value) -> pieces.add(qualifier.word() + ":" + quoted(value)));
        return String.join(" ", pieces);
    }

    private static String quoted(String raw) {
        String text =
                READ_OTHERWISE.matcher(raw).replaceAll(sign -> sign.group().equals("&") ? "&amp;" : "&lt;");
        return text.indexOf(' ') >= 0 || text.indexOf(':') >= 0 ? '"' + text + '"' : text;
    }
}
