package dev.certsend.orders;

import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.composition.OptionObject;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order picker: answers from the mirror as one types. */
public final class OrderPicker {
    /** The block and action id of the picker in every form that has one. */
    public static final String ID = "order";

    private static final int MOST_OPTIONS = 40;
    private static final int MOST_TEXT = 75;
    private static final int MOST_WORDS = 8;

    private final OrderSearch orders;

    public OrderPicker(OrderSearch orders) {
        this.orders = orders;
    }

    /** What is offered for the text typed so far. */
    public Response options(Person person, BlockSuggestionPayload asked) {
        List<Order> found = orders.first(new OrderQuery(words(asked.getValue()), Map.of()), MOST_OPTIONS);
        return Answers.options(found.stream()
                .map(order -> option(order, person.words()))
                .map(o -> Option.builder()
                        .text(o.getText())
                        .value(o.getValue())
                        .description(o.getDescription())
                        .build())
                .toList());
    }

    /**
     * What a command's words name.
     *
     * @param any whether there is any such order at all
     * @param only the one whose certificate can be sent; null when there is none or several
     */
    public record Named(boolean any, @Nullable Order only) {}

    public Named named(String typed) {
        List<String> words = words(typed);
        if (words.isEmpty()) {
            return new Named(true, null);
        }
        List<Order> found = orders.first(new OrderQuery(words, Map.of()), MOST_OPTIONS);
        List<Order> sendable = found.stream()
                .filter(order -> order.obstacle(LocalDate.now(ZoneOffset.UTC)).isEmpty())
                .toList();
        return new Named(!found.isEmpty(), sendable.size() == 1 ? sendable.get(0) : null);
    }

    /** An order as one line with a second below it; its value is the order number. */
    public static OptionObject option(Order order, Words words) {
        return OptionObject.builder()
                .text(Blocks.plain(Mrkdwn.cut(order.name(), MOST_TEXT)))
                .description(Blocks.plain(Mrkdwn.cut(description(order, words), MOST_TEXT)))
                .value(Long.toString(order.orderId()))
                .build();
    }

    private static String description(Order order, Words words) {
        String product = order.productName() == null ? "" : order.productName();
        LocalDate till = order.validTill();
        boolean sendable = order.obstacle(LocalDate.now(ZoneOffset.UTC)).isEmpty();
        if (sendable && till != null) {
            String day = words.day(till.atStartOfDay(ZoneOffset.UTC).toInstant());
            return words.say(
                    "order.option.sendable",
                    Map.of("order", Long.toString(order.orderId()), "day", day, "product", product));
        }
        boolean expired = till != null
                && till.isBefore(LocalDate.now(ZoneOffset.UTC))
                && !order.status().equals("revoked");
        String key = "order.status." + (expired ? "expired" : order.status());
        String status = words.has(key) ? words.say(key) : order.status().replace('_', ' ');
        return words.say(
                "order.option.other",
                Map.of("order", Long.toString(order.orderId()), "status", status, "product", product));
    }

    private static List<String> words(@Nullable String typed) {
        if (typed == null) {
            return List.of();
        }
        return Arrays.stream(typed.split("[\\s\\p{Cntrl}]+", -1))
                .map(SearchedText::folded)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }
}
