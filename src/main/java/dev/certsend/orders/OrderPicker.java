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

    private static final int MOST_OPTIONS = 100;
    private static final int MOST_TEXT = 75;
    private static final int MOST_WORDS = 8;

    private final OrderStore orders;

    public OrderPicker(OrderStore orders) {
        this.orders = orders;
    }

    /** What is offered for the text typed so far. */
    public Response options(Person person, BlockSuggestionPayload asked) {
        List<Order> found = orders.search(words(asked.getValue()), MOST_OPTIONS);
        return Answers.options(found.stream()
                .map(order -> option(order, person.words()))
                .map(o -> Option.builder()
                        .text(o.getText())
                        .value(o.getValue())
                        .description(o.getDescription())
                        .build())
                .toList());
    }

    /** The one order that a command's words name; null when they name none or several. */
    public @Nullable Order only(String typed) {
        List<String> words = words(typed);
        if (words.isEmpty()) {
            return null;
        }
        List<Order> sendable = orders.search(words, 2).stream()
                .filter(order -> order.obstacle(LocalDate.now(ZoneOffset.UTC)).isEmpty())
                .toList();
        return sendable.size() == 1 ? sendable.get(0) : null;
    }

    /** Whether a command's words name no order at all. */
    public boolean none(String typed) {
        return orders.search(words(typed), 1).isEmpty();
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
        String status = order.status().replace('_', ' ');
        boolean expired = till != null
                && till.isBefore(LocalDate.now(ZoneOffset.UTC))
                && !order.status().equals("revoked");
        String shown = expired ? words.say("order.status.expired") : status;
        return words.say(
                "order.option.other",
                Map.of("order", Long.toString(order.orderId()), "status", shown, "product", product));
    }

    private static List<String> words(@Nullable String typed) {
        if (typed == null) {
            return List.of();
        }
        return Arrays.stream(typed.split("[\\s\\p{Cntrl}]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }
}
