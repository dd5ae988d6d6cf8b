package dev.certsend.browse;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderSearch;
import dev.certsend.orders.Position;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code /cert-orders} as a message.
 *
 * @param text the same as the blocks say, for those who have it read to them
 */
record OrdersPage(String text, List<LayoutBlock> blocks) {
    static final int SIZE = 10;

    /** An ephemeral message hands back nothing but ids and values: the bar's block id carries the query. */
    private static final String BAR = "list ";

    private static final int MOST_TEXT = 4000;
    static final int MOST_NAME = 120;

    /**
     * Where a page begins; the paging buttons carry it.
     *
     * @param query as {@link OrderQuery} writes it
     */
    record Place(String query, @Nullable Position position) {}

    /** The query that a bar of ours carries; empty for any other block. */
    static Optional<String> queryOf(String blockId) {
        return blockId.startsWith(BAR) ? Optional.of(blockId.substring(BAR.length())) : Optional.empty();
    }

    static OrdersPage of(OrderQuery query, OrderSearch.Page found, @Nullable String notice, Words words) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String written = query.written();
        String title = query.isOpen()
                ? words.say("orders.title")
                : words.say("orders.title.filtered", Map.of("query", Mrkdwn.code(written)));
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + title + "*"));
        if (notice != null) {
            blocks.add(Blocks.small(notice));
        }
        blocks.addAll(FilterBar.blocks(FilterBar.Above.LIST, BAR + written, query, words));
        for (Order order : found.orders()) {
            blocks.add(Blocks.section(line(order, today, words)));
            blocks.add(row(order, today, words));
        }
        if (found.orders().isEmpty()) {
            blocks.add(Blocks.section(words.say("orders.nothing")));
        }
        paging(written, found, words).ifPresent(blocks::add);
        String lines = found.orders().isEmpty()
                ? words.say("orders.nothing")
                : found.orders().stream()
                        .map(order -> line(order, today, words))
                        .collect(Collectors.joining("\n"));
        return new OrdersPage(Mrkdwn.cut(title + "\n" + lines, MOST_TEXT), blocks);
    }

    private static String line(Order order, LocalDate today, Words words) {
        List<String> facts = new ArrayList<>();
        if (order.validTill() != null) {
            String key = order.validTill().isBefore(today) ? "orders.expired" : "orders.until";
            facts.add(words.say(key, Map.of("day", words.day(order.validTill()))));
        }
        facts.add(Objects.requireNonNullElse(order.productName(), ""));
        facts.add(Objects.requireNonNullElse(order.organization(), ""));
        facts.add(words.say("orders.order", Map.of("order", Long.toString(order.orderId()))));
        String second = facts.stream()
                .filter(fact -> !fact.isBlank())
                .map(fact -> Mrkdwn.escape(Mrkdwn.cut(fact, MOST_NAME)))
                .collect(Collectors.joining(" · "));
        return Mrkdwn.code(Mrkdwn.cut(order.name(), MOST_NAME)) + "\n*" + OrderBlocks.statusAlone(order.status(), words)
                + "* · " + second;
    }

    private static LayoutBlock row(Order order, LocalDate today, Words words) {
        String id = Long.toString(order.orderId());
        List<BlockElement> buttons = new ArrayList<>();
        buttons.add(named(Blocks.button(ListOrders.QUICK_VIEW, words.say("orders.quick.button"), id), id));
        if (order.sendable(today)) {
            buttons.add(named(sendButton(order, words), id));
        }
        return ActionsBlock.builder().blockId("row " + id).elements(buttons).build();
    }

    /** <em>Send certificate</em>, for an order that can be sent. */
    static ButtonElement sendButton(Order order, Words words) {
        return Blocks.button(ListOrders.SEND, words.say("orders.send.button"), Long.toString(order.orderId()));
    }

    /** Ten buttons with one text are told apart by ear, too. */
    private static ButtonElement named(ButtonElement button, String orderId) {
        button.setAccessibilityLabel(Mrkdwn.cut(button.getText().getText() + " " + orderId, 75));
        return button;
    }

    private static Optional<LayoutBlock> paging(String query, OrderSearch.Page found, Words words) {
        List<BlockElement> buttons = new ArrayList<>();
        if (found.before() != null) {
            buttons.add(turn(ListOrders.PREVIOUS, words.say("orders.previous.button"), query, found.before()));
        }
        if (found.after() != null) {
            buttons.add(turn(ListOrders.NEXT, words.say("orders.next.button"), query, found.after()));
        }
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.buttons(buttons));
    }

    private static ButtonElement turn(String action, String text, String query, Position position) {
        return Blocks.button(action, text, Metadata.written(new Place(query, position)));
    }
}
