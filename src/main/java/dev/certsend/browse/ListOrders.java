package dev.certsend.browse;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderSearch;
import dev.certsend.orders.OrderStore;
import dev.certsend.orders.Position;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Origin;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackClient.OpenView;
import dev.certsend.slack.SlackFault;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialogue {@code /cert-orders}: CertCentral's orders page as a message that only the asker sees. */
public final class ListOrders {
    /** Action id of the button to the page before. */
    public static final String PREVIOUS = "orders_previous";
    /** Action id of the button to the page behind. */
    public static final String NEXT = "orders_next";
    /** Action id of <em>Quick view</em>; its value is the order number. */
    public static final String QUICK_VIEW = "quick_view";
    /** Action id of <em>Send certificate</em>, in a list and in a quick view; its value is the order number. */
    public static final String SEND = "send_order";

    private static final Logger LOG = LoggerFactory.getLogger(ListOrders.class);
    private static final FilterBar.Above ABOVE = FilterBar.Above.LIST;

    private final OrderStore orders;
    private final OrderSearch search;
    private final QuickView quickView;
    private final AdvancedSearch advanced;
    private final SlackClient slack;
    private final Executor later;
    private final Function<Words, Optional<String>> notice;

    /** @param notice what to know about the list, such as its age */
    public ListOrders(
            OrderStore orders,
            OrderSearch search,
            QuickView quickView,
            AdvancedSearch advanced,
            SlackClient slack,
            Executor later,
            Function<Words, Optional<String>> notice) {
        this.orders = orders;
        this.search = search;
        this.quickView = quickView;
        this.advanced = advanced;
        this.slack = slack;
        this.later = later;
        this.notice = notice;
    }

    /** What the view of <em>More filters</em> carries: the list it stands above. */
    private record Below(String query, @Nullable String responseUrl) {}

    /** {@code /cert-orders [query]}. */
    public Response look(Person person, SlashCommandPayload command) {
        String text = command.getText() == null ? "" : command.getText().strip();
        if (text.equalsIgnoreCase("help") || text.equals("?")) {
            return Answers.onlyYou(person.words().say("orders.usage"));
        }
        try {
            OrdersPage page = page(person, OrderQuery.read(text), null);
            return Answers.onlyYou(page.text(), page.blocks());
        } catch (UnreadQuery e) {
            return Answers.onlyYou(Mrkdwn.escape(QueryWords.whole(e, person.words())) + "\n\n"
                    + person.words().say("orders.usage"));
        }
    }

    /** One of the controls above the list was used: the list begins anew. */
    public Response filter(Person person, BlockActionPayload used) {
        BlockActionPayload.Action action = used.getActions().get(0);
        String value = action.getSelectedOption() == null
                ? null
                : action.getSelectedOption().getValue();
        OrderQuery query = FilterBar.used(ABOVE, queryOf(action), action.getActionId(), value);
        return replace(person, used.getResponseUrl(), () -> page(person, query, null));
    }

    /** A paging button: the page takes the place of the one it stands under. */
    public Response turn(Person person, BlockActionPayload pressed) {
        OrdersPage.Place place = Metadata.read(pressed.getActions().get(0).getValue(), OrdersPage.Place.class)
                .orElseThrow(() -> new IllegalArgumentException("no place in a list"));
        OrderQuery query = read(place.query());
        return replace(person, pressed.getResponseUrl(), () -> page(person, query, place.position()));
    }

    /** <em>More filters</em>: the advanced search as a view. */
    public Response moreFilters(Person person, BlockActionPayload pressed) {
        OrderQuery query = queryOf(pressed.getActions().get(0));
        String metadata = Metadata.written(new Below(query.written(), pressed.getResponseUrl()));
        behind(() -> slack.openView(pressed.getTriggerId(), advanced.view(ABOVE, query, metadata, person.words())));
        return Answers.nothing();
    }

    /** The advanced search was submitted: the list it stood above begins anew. */
    public Response filtersSubmitted(Person person, ViewSubmissionPayload submitted) {
        View view = submitted.getView();
        Below below = Metadata.read(view.getPrivateMetadata(), Below.class).orElse(new Below("", null));
        AdvancedSearch.Filled filled = advanced.read(view, read(below.query), person.words());
        OrderQuery query = filled.query();
        if (query == null) {
            return Answers.errors(filled.errors());
        }
        return replace(person, below.responseUrl, () -> page(person, query, null));
    }

    /** <em>Quick view</em>: the order in a view of its own. */
    public Response quickView(Person person, BlockActionPayload pressed) {
        long orderId = Long.parseLong(pressed.getActions().get(0).getValue());
        String origin = Metadata.written(new Origin(pressed.getContainer().getChannelId(), pressed.getResponseUrl()));
        behind(() -> orders.find(orderId)
                .ifPresentOrElse(
                        order -> look(person, pressed.getTriggerId(), order, origin),
                        () -> tellGone(person, pressed.getResponseUrl(), orderId)));
        return Answers.nothing();
    }

    private void look(Person person, String trigger, Order order, String origin) {
        Look atOnce = quickView.atOnce(order);
        OpenView open = slack.openView(trigger, view(person, atOnce, origin));
        if (!atOnce.asked()) {
            quickView.whole(
                    order,
                    whole -> behind(() -> slack.updateView(open.id(), open.hash(), view(person, whole, origin))));
        }
    }

    private void tellGone(Person person, @Nullable String responseUrl, long orderId) {
        if (responseUrl != null) {
            String said = person.words().say("send.error.order.unknown", Map.of("order", Long.toString(orderId)));
            slack.respond(responseUrl, SlackClient.Reach.PERSON, said, null);
        }
    }

    private static View view(Person person, Look look, String origin) {
        Words words = person.words();
        Order order = look.order();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + Mrkdwn.code(Mrkdwn.cut(order.name(), OrdersPage.MOST_NAME)) + "*"));
        blocks.addAll(OrderBlocks.quickView(look, words));
        if (order.sendable(LocalDate.now(ZoneOffset.UTC))) {
            blocks.add(Blocks.buttons(List.of(OrdersPage.sendButton(order, words))));
        }
        return Views.modal(QUICK_VIEW, words.say("quick.title"), null, words.say("quick.close"), origin, blocks);
    }

    private OrdersPage page(Person person, OrderQuery query, @Nullable Position position) {
        Words words = person.words();
        OrderSearch.Page found = search.page(query, position, OrdersPage.SIZE);
        return OrdersPage.of(query, found, notice.apply(words).orElse(null), words);
    }

    private static OrderQuery queryOf(BlockActionPayload.Action action) {
        return OrdersPage.queryOf(action.getBlockId()).map(ListOrders::read).orElse(OrderQuery.ALL);
    }

    /** What we wrote ourselves can be read, unless somebody else wrote it. */
    private static OrderQuery read(String written) {
        try {
            return OrderQuery.read(written);
        } catch (UnreadQuery e) {
            throw new IllegalArgumentException("no query of ours", e);
        }
    }

    /** Slack takes five answers within half an hour; a page that comes later goes to the person directly. */
    private Response replace(
            Person person, @Nullable String responseUrl, java.util.function.Supplier<OrdersPage> page) {
        if (responseUrl != null) {
            behind(() -> {
                OrdersPage made = page.get();
                try {
                    slack.respond(responseUrl, SlackClient.Reach.REPLACE, made.text(), made.blocks());
                } catch (SlackFault e) {
                    if (e.kind() != SlackFault.Kind.GONE) {
                        throw e;
                    }
                    slack.post(person.userId(), made.text(), made.blocks());
                }
            });
        }
        return Answers.nothing();
    }

    private void behind(Runnable work) {
        later.execute(() -> {
            try {
                work.run();
            } catch (SlackFault e) {
                LOG.warn("a list or a view did not reach the person: {}", e.getMessage());
            }
        });
    }
}
