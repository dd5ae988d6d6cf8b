package dev.certsend.browse;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.Qualifier;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.orders.Vocabulary;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The view behind <em>More filters</em>: every qualifier without a drop-down as a field of its own. */
public final class AdvancedSearch {
    private static final String WORDS = "words";
    private static final String FROM = "_from";
    private static final String TO = "_to";
    private static final List<Qualifier> TEXTS =
            List.of(Qualifier.SAN, Qualifier.ORG, Qualifier.SERIAL, Qualifier.ORDER);
    private static final List<Qualifier> DAYS = List.of(Qualifier.EXPIRES, Qualifier.ISSUED);
    private static final Pattern BETWEEN_DAYS =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})?\\.\\.([0-9]{4}-[0-9]{2}-[0-9]{2})?");
    private static final int MOST_OPTIONS = 98;

    private final Vocabulary vocabulary;

    public AdvancedSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A query as it was filled in, or the errors under the fields. */
    public record Filled(@Nullable OrderQuery query, Map<String, String> errors) {}

    /**
     * The view, filled in with a query.
     *
     * @param metadata what its submission brings back
     */
    public View view(FilterBar.Above above, OrderQuery query, String metadata, Words words) {
        List<LayoutBlock> fields = new ArrayList<>();
        String typed = OrderQuery.ALL.withWords(query.words()).written();
        fields.add(AdvancedFields.text(WORDS, words.say("filter.words.label"), words.say("filter.words.hint"), typed));
        for (Qualifier qualifier : TEXTS) {
            fields.add(AdvancedFields.text(qualifier.word(), label(qualifier, words), null, query.value(qualifier)));
        }
        fields.add(AdvancedFields.choice(
                Qualifier.PRODUCT.word(),
                label(Qualifier.PRODUCT, words),
                words.say("filter.product.any"),
                products(query),
                query.value(Qualifier.PRODUCT)));
        fields.add(AdvancedFields.choice(
                Qualifier.CONTAINER.word(),
                label(Qualifier.CONTAINER, words),
                words.say("filter.container.any"),
                containers(query),
                query.value(Qualifier.CONTAINER)));
        for (Qualifier qualifier : DAYS) {
            String[] ends = ends(query.value(qualifier));
            fields.add(AdvancedFields.day(qualifier.word() + FROM, label(qualifier, words, "from"), ends[0]));
            fields.add(AdvancedFields.day(qualifier.word() + TO, label(qualifier, words, "to"), ends[1]));
        }
        return Views.modal(
                above.filters(),
                words.say("filter.title"),
                words.say("filter.submit"),
                words.say("filter.close"),
                metadata,
                fields);
    }

    /**
     * Reads what was submitted.
     *
     * @param before the query the view was opened with; what it has no field for stays
     */
    public Filled read(View view, OrderQuery before, Words words) {
        OrderQuery query = before.withWords(List.of());
        for (Qualifier qualifier : TEXTS) {
            query = query.with(
                    qualifier, text(Views.state(view, qualifier.word()).getValue()));
        }
        for (Qualifier qualifier : List.of(Qualifier.PRODUCT, Qualifier.CONTAINER)) {
            query = query.with(qualifier, chosen(view, qualifier.word()));
        }
        for (Qualifier qualifier : DAYS) {
            query = query.with(qualifier, days(view, qualifier, before.value(qualifier)));
        }
        return checked(query, Views.state(view, WORDS).getValue(), words);
    }

    private static Filled checked(OrderQuery fields, @Nullable String typed, Words words) {
        OrderQuery query;
        try {
            query = fields.and(OrderQuery.read(typed));
        } catch (UnreadQuery e) {
            return wrong(WORDS, QueryWords.whole(e, words));
        }
        try {
            return new Filled(OrderQuery.read(query.written()), Map.of());
        } catch (UnreadQuery e) {
            if (e.qualifier() == null) {
                return wrong(WORDS, QueryWords.whole(e, words));
            }
            return DAYS.contains(e.qualifier())
                    ? wrong(e.qualifier().word() + TO, words.say("filter.days.wrong"))
                    : wrong(e.qualifier().word(), QueryWords.whole(e, words));
        }
    }

    private static Filled wrong(String field, String said) {
        return new Filled(null, Map.of(field, said));
    }

    private List<AdvancedFields.Choice> products(OrderQuery query) {
        return with(
                query.value(Qualifier.PRODUCT),
                vocabulary.products().stream()
                        .map(product -> new AdvancedFields.Choice(product.nameId(), product.name())));
    }

    private List<AdvancedFields.Choice> containers(OrderQuery query) {
        return with(
                query.value(Qualifier.CONTAINER),
                vocabulary.containers().stream().map(name -> new AdvancedFields.Choice(name, name)));
    }

    /** What is set is among the choices, even where there are more than Slack shows. */
    private static List<AdvancedFields.Choice> with(@Nullable String set, Stream<AdvancedFields.Choice> choices) {
        List<AdvancedFields.Choice> all = choices.limit(MOST_OPTIONS).toList();
        if (set == null || all.stream().anyMatch(choice -> choice.value().equalsIgnoreCase(set))) {
            return all;
        }
        return Stream.concat(Stream.of(new AdvancedFields.Choice(set, set)), all.stream())
                .toList();
    }

    private static String label(Qualifier qualifier, Words words) {
        return words.say("filter." + qualifier.word() + ".label");
    }

    private static String label(Qualifier qualifier, Words words, String end) {
        return words.say("filter." + qualifier.word() + "." + end + ".label");
    }

    private static @Nullable String text(@Nullable String typed) {
        String text = typed == null ? "" : typed.replace('"', ' ').strip();
        return text.isEmpty() ? null : text;
    }

    /** Chosen, or typed where there was nothing to choose from. */
    private static @Nullable String chosen(View view, String id) {
        String chosen = text(Views.chosen(view, id, id));
        return chosen == null ? text(Views.state(view, id).getValue()) : chosen;
    }

    /** Days that no field shows, such as the next 30 or whole months, stay until others are chosen. */
    private static @Nullable String days(View view, Qualifier qualifier, @Nullable String before) {
        String from = text(Views.state(view, qualifier.word() + FROM).getSelectedDate());
        String to = text(Views.state(view, qualifier.word() + TO).getSelectedDate());
        if (from == null && to == null) {
            return before == null || BETWEEN_DAYS.matcher(before).matches() ? null : before;
        }
        return (from == null ? "" : from) + ".." + (to == null ? "" : to);
    }

    private static String[] ends(@Nullable String value) {
        if (value == null || !BETWEEN_DAYS.matcher(value).matches()) {
            return new String[] {"", ""};
        }
        int dots = value.indexOf("..");
        return new String[] {value.substring(0, dots), value.substring(dots + 2)};
    }
}
