package dev.certsend.browse;

import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.app_backend.interactive_components.response.OptionGroup;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.composition.OptionObject;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderSearch;
import dev.certsend.orders.OrderStore;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order picker: answers from the mirror as one types. */
public final class OrderPicker {
    /** Block and action id of the picker in every form that has one. */
    public static final String ID = "order";

    /** As many as somebody reads before they type one more letter; Slack would take 100. */
    private static final int MOST_OPTIONS = 40;

    private static final int MOST_LATELY = 5;
    private static final int MOST_TEXT = 75;

    private final OrderStore orders;
    private final OrderSearch search;
    private final Function<Person, List<Long>> sentLately;

    /** @param sentLately the orders this person sent last, newest first */
    public OrderPicker(OrderStore orders, OrderSearch search, Function<Person, List<Long>> sentLately) {
        this.orders = orders;
        this.search = search;
        this.sentLately = sentLately;
    }

    /** The part of a form's metadata that the picker reads: the query of the filters above it. */
    record Filtered(@Nullable String query) {}

    /** What is offered for the text typed so far, among what the filters leave. */
    public Response options(Person person, BlockSuggestionPayload asked) {
        String metadata = asked.getView() == null ? null : asked.getView().getPrivateMetadata();
        OrderQuery filters = Metadata.read(metadata, Filtered.class)
                .map(Filtered::query)
                .flatMap(OrderPicker::read)
                .orElse(OrderQuery.ALL);
        OrderQuery query;
        try {
            query = filters.and(OrderQuery.read(asked.getValue()));
        } catch (UnreadQuery e) {
            return Answers.options(List.of(unread(e, person.words())));
        }
        if (query.equals(OrderQuery.ALL)) {
            return unasked(person);
        }
        return Answers.options(options(search.first(query, MOST_OPTIONS), person.words()));
    }

    /**
     * What a command's words name.
     *
     * @param any whether there is any such order at all
     * @param only the one whose certificate can be sent, or is called just so; null when there is none or several
     */
    public record Named(boolean any, @Nullable Order only) {}

    /** The orders of a query, as far as a form has to know. */
    public Named named(OrderQuery query) {
        if (query.isOpen()) {
            return new Named(true, null);
        }
        List<Order> found = search.first(query, MOST_OPTIONS);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Order> sendable =
                found.stream().filter(order -> order.sendable(today)).toList();
        List<Order> calledSo = sendable.stream().filter(query::isNameOf).toList();
        List<Order> best = calledSo.isEmpty() ? sendable : calledSo;
        return new Named(!found.isEmpty(), best.size() == 1 ? best.get(0) : null);
    }

    /** An order as one line with a second below it; its value is the order number. */
    public static OptionObject option(Order order, Words words) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(order.name(), MOST_TEXT)))
                .description(Blocks.plain(Mrkdwn.cut(description(order, words), MOST_TEXT)))
                .value(Long.toString(order.orderId()))
                .build();
    }

    /** What this person sent lately, and then what was issued last. */
    private Response unasked(Person person) {
        List<Order> lately = orders.find(sentLately.apply(person)).stream()
                .limit(MOST_LATELY)
                .toList();
        List<Order> newest = new ArrayList<>(search.first(OrderQuery.ALL, MOST_OPTIONS));
        newest.removeAll(lately);
        if (lately.isEmpty() || newest.isEmpty()) {
            return Answers.options(options(lately.isEmpty() ? newest : lately, person.words()));
        }
        Words words = person.words();
        return Answers.groups(List.of(
                group(words.say("order.lately"), options(lately, words)),
                group(words.say("order.newest"), options(newest, words))));
    }

    private static OptionGroup group(String label, List<Option> options) {
        return OptionGroup.builder().label(Blocks.plain(label)).options(options).build();
    }

    private static List<Option> options(List<Order> orders, Words words) {
        return orders.stream()
                .map(order -> option(order, words))
                .map(o -> Option.builder()
                        .text(o.getText())
                        .value(o.getValue())
                        .description(o.getDescription())
                        .build())
                .toList();
    }

    /** Slack shows nothing but options here, so what can't be read is said by one that no form takes. */
    private static Option unread(UnreadQuery unread, Words words) {
        String said = QueryWords.of(unread, words);
        String allowed = QueryWords.allowed(unread, words);
        return Option.builder()
                .text(Blocks.plain(Mrkdwn.cut(said, MOST_TEXT)))
                .description(allowed.isEmpty() ? null : Blocks.plain(Mrkdwn.cut(allowed, MOST_TEXT)))
                .value("unread")
                .build();
    }

    private static Optional<OrderQuery> read(String written) {
        try {
            return Optional.of(OrderQuery.read(written));
        } catch (UnreadQuery e) {
            return Optional.empty();
        }
    }

    private static String description(Order order, Words words) {
        String number = Long.toString(order.orderId());
        String product = order.productName() == null ? "" : order.productName();
        LocalDate till = order.validTill();
        if (till != null && order.sendable(LocalDate.now(ZoneOffset.UTC))) {
            return words.say(
                    "order.option.sendable", Map.of("order", number, "day", words.day(till), "product", product));
        }
        return words.say(
                "order.option.other",
                Map.of("order", number, "status", OrderBlocks.status(order, words), "product", product));
    }
}
