package dev.certsend.browse;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.Qualifier;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controls above orders: drop-downs for status, type, expiry and sort, <em>More filters</em> and <em>All orders</em>. */
public final class FilterBar {
    private static final int MOST_TEXT = 75;
    private static final String ANY = "any";
    private static final String WAITING = "pending,needs_approval,processing,waiting_pickup";
    private static final Map<Qualifier, List<String>> OFFERED = Map.of(
            Qualifier.STATUS,
            List.of(ANY, "issued", WAITING, "reissue_pending", "expired", "revoked", "canceled,rejected"),
            Qualifier.TYPE,
            List.of(ANY, "dv", "ov", "ev"),
            Qualifier.EXPIRES,
            List.of(ANY, "<7d", "<30d", "<60d", "<90d"),
            Qualifier.SORT,
            List.of("-issued", "issued", "expires", "-expires", "name", "-name"));

    private FilterBar() {}

    /** What the controls stand above: their action ids differ, since what they change does. */
    public enum Above {
        /** The picker of the form <em>Send certificate</em>. */
        FORM,
        /** The list of {@code /cert-orders}. */
        LIST;

        /** Action id of the drop-down for a qualifier. */
        public String choice(Qualifier qualifier) {
            return prefix() + qualifier.word();
        }

        /** Action id of <em>More filters</em>. */
        public String more() {
            return prefix() + "more_filters";
        }

        /** Action id of <em>All orders</em>. */
        public String all() {
            return prefix() + "all_orders";
        }

        /** Callback id of the view behind <em>More filters</em>. */
        public String filters() {
            return prefix() + "filters";
        }

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + "_";
        }
    }

    /** The qualifiers that have a drop-down. */
    public static List<Qualifier> choices() {
        return List.of(Qualifier.STATUS, Qualifier.TYPE, Qualifier.EXPIRES, Qualifier.SORT);
    }

    /**
     * The controls, set to the query; in a form with what else the query says below them.
     *
     * @param blockId another one for each query: with the same id Slack would leave the drop-downs as they were
     */
    public static List<LayoutBlock> blocks(Above above, String blockId, OrderQuery query, Words words) {
        List<BlockElement> controls = new ArrayList<>();
        choices().forEach(qualifier -> controls.add(dropDown(above, qualifier, query.value(qualifier), words)));
        controls.add(Blocks.button(above.more(), words.say("filter.more.button"), above.more()));
        if (!query.isOpen()) {
            controls.add(Blocks.button(above.all(), words.say("filter.all.button"), above.all()));
        }
        LayoutBlock bar =
                ActionsBlock.builder().blockId(blockId).elements(controls).build();
        OrderQuery rest = query;
        for (Qualifier qualifier : choices()) {
            // A value that was typed may be too long for its drop-down.
            boolean offered =
                    OFFERED.getOrDefault(qualifier, List.of()).contains(String.valueOf(query.value(qualifier)));
            rest = offered ? rest.with(qualifier, null) : rest;
        }
        // A list has the whole query in its title.
        return rest.isOpen() || above == Above.LIST
                ? List.of(bar)
                : List.of(bar, Blocks.small(words.say("filter.rest", Map.of("query", Mrkdwn.code(rest.written())))));
    }

    /**
     * The query after one of the controls was used. A value that nobody was offered changes nothing, nor does one with which the
     * query would be too long.
     */
    public static OrderQuery used(Above above, OrderQuery query, String actionId, @Nullable String chosen) {
        if (actionId.equals(above.all())) {
            String sort = query.value(Qualifier.SORT);
            return sort == null ? OrderQuery.ALL : OrderQuery.ALL.with(Qualifier.SORT, sort);
        }
        return choices().stream()
                .filter(qualifier -> above.choice(qualifier).equals(actionId))
                .filter(qualifier -> OFFERED.getOrDefault(qualifier, List.of()).contains(String.valueOf(chosen)))
                .findFirst()
                .map(qualifier -> query.with(qualifier, ANY.equals(chosen) ? null : chosen))
                .filter(changed -> changed.written().length() <= OrderQuery.LONGEST)
                .orElse(query);
    }

    private static StaticSelectElement dropDown(Above above, Qualifier qualifier, @Nullable String value, Words words) {
        List<String> offered = OFFERED.getOrDefault(qualifier, List.of());
        String set = value == null ? unset(qualifier, offered) : value;
        List<String> values = offered.contains(set) || set.isEmpty()
                ? offered
                : Stream.concat(offered.stream(), Stream.of(set)).toList();
        return StaticSelectElement.builder()
                .actionId(above.choice(qualifier))
                .placeholder(Blocks.plain(words.say("filter." + qualifier.word() + ".placeholder")))
                .options(values.stream()
                        .map(each -> option(qualifier, each, words))
                        .toList())
                .initialOption(set.isEmpty() ? null : option(qualifier, set, words))
                .build();
    }

    /** Unsorted orders have a sort of their own, which depends on what is asked. */
    private static String unset(Qualifier qualifier, List<String> offered) {
        return qualifier == Qualifier.SORT ? "" : offered.get(0);
    }

    private static OptionObject option(Qualifier qualifier, String value, Words words) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(text(qualifier, value, words), MOST_TEXT)))
                .value(Mrkdwn.cut(value, MOST_TEXT))
                .build();
    }

    private static String text(Qualifier qualifier, String value, Words words) {
        String name =
                switch (value) {
                    case "-issued", "-expires", "-name" -> value.substring(1) + "_down";
                    case WAITING -> "waiting";
                    case "canceled,rejected" -> "refused";
                    default -> value.startsWith("<") ? "within_" + value.substring(1) : value;
                };
        String key = "filter." + qualifier.word() + "." + name;
        if (words.has(key)) {
            return words.say(key);
        }
        return qualifier == Qualifier.STATUS && words.has("order.status." + value)
                ? OrderBlocks.statusAlone(value, words)
                : qualifier.word() + ":" + value;
    }
}
