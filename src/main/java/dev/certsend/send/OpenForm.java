package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.certsend.browse.AdvancedSearch;
import dev.certsend.browse.FilterBar;
import dev.certsend.browse.QuickView;
import dev.certsend.browse.QuickView.Look;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderStore;
import dev.certsend.orders.Qualifier;
import dev.certsend.policy.People;
import dev.certsend.policy.Person;
import dev.certsend.send.SendCertificateForm.Filled;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackClient.OpenView;
import dev.certsend.slack.SlackFault;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The form while it is open: an order is chosen, a filter is used. Each of these is acknowledged at once, and the view is
 * brought up to date behind it; what was typed into the other fields stays.
 */
public final class OpenForm {
    /** Action id of the choice of people. */
    public static final String PEOPLE = SendCertificateForm.PEOPLE;

    /** Action id of the choice of a mode. */
    public static final String MODE = SendCertificateForm.MODE;

    private static final Logger LOG = LoggerFactory.getLogger(OpenForm.class);
    private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Duration MOST_WAITED = Duration.ofMillis(500);
    private static final FilterBar.Above ABOVE = FilterBar.Above.FORM;

    private final OrderStore orders;
    private final People people;
    private final QuickView quickView;
    private final AdvancedSearch advanced;
    private final SlackClient slack;
    private final Executor later;
    private final Function<Words, Optional<String>> notice;
    private final Supplier<SendCertificateForm.Offer> offer;
    private final Aside aside;
    private final Map<String, CompletableFuture<Void>> lines = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refused = Recent.map();

    OpenForm(
            OrderStore orders,
            People people,
            QuickView quickView,
            AdvancedSearch advanced,
            SlackClient slack,
            Executor later,
            Function<Words, Optional<String>> notice,
            Supplier<SendCertificateForm.Offer> offer) {
        this.orders = orders;
        this.people = people;
        this.quickView = quickView;
        this.advanced = advanced;
        this.slack = slack;
        this.later = later;
        this.notice = notice;
        this.offer = offer;
        this.aside = new Aside(slack, later);
    }

    /** An order was chosen, to be shown below the picker, or a mode, which has fields of its own. */
    public Response choose(Person person, BlockActionPayload chosen) {
        View view = chosen.getView();
        return show(person, view.getId(), state(view), SendCertificateForm.read(view));
    }

    /** People were chosen: who isn't known is asked for, so that they are when the form is submitted. */
    public Response people(Person person, BlockActionPayload chosen) {
        List<String> userIds = SendCertificateForm.read(chosen.getView()).people();
        if (userIds.size() <= offer.get().mostRecipients()) {
            var unused = people.reach(person.teamId(), userIds);
        }
        return Answers.nothing();
    }

    /** One of the controls above the picker was used. */
    public Response filter(Person person, BlockActionPayload used) {
        View view = used.getView();
        BlockActionPayload.Action action = used.getActions().get(0);
        FormState state = state(view);
        String value = action.getSelectedOption() == null
                ? null
                : action.getSelectedOption().getValue();
        OrderQuery filters = FilterBar.used(ABOVE, state.filters(), action.getActionId(), value);
        return show(person, view.getId(), state.with(filters), SendCertificateForm.read(view));
    }

    /** What the form carries; a control may have been used a moment ago, and the view not be up to date yet. */
    static FormState state(View view) {
        FormState carried = FormState.read(view.getPrivateMetadata());
        String order = Views.chosen(view, SendCertificateForm.ORDER, SendCertificateForm.ORDER);
        FormState state = carried.choosing(order, Choices.read(view));
        OrderQuery filters = state.filters();
        for (Qualifier qualifier : FilterBar.choices()) {
            String id = ABOVE.choice(qualifier);
            filters =
                    FilterBar.used(ABOVE, filters, id, Views.chosen(view, SendCertificateForm.filtersBlock(state), id));
        }
        return state.with(filters);
    }

    /** <em>More filters</em>: the advanced search, on top of the form. */
    public Response moreFilters(Person person, BlockActionPayload pressed) {
        View view = pressed.getView();
        FormState state = state(view);
        String metadata = Metadata.written(state);
        behind(() -> slack.pushView(
                pressed.getTriggerId(), advanced.view(ABOVE, state.filters(), metadata, person.words())));
        return Answers.nothing();
    }

    /** The advanced search was submitted: its view closes, and the form below it has the filters. */
    public Response filtersSubmitted(Person person, ViewSubmissionPayload submitted) {
        View view = submitted.getView();
        FormState below = FormState.read(view.getPrivateMetadata());
        AdvancedSearch.Filled filled = advanced.read(view, below.filters(), person.words());
        if (filled.query() == null) {
            return Answers.errors(filled.errors());
        }
        FormState state = below.with(filled.query());
        return show(person, view.getRootViewId(), state, Filled.opening(state, ""));
    }

    /**
     * Opens it.
     *
     * @param order the order that is chosen already; null for none
     */
    void open(Person person, String trigger, FormState state, @Nullable Order order, Filled filled) {
        Look look = order == null ? null : quickView.atOnce(order);
        OpenView open = slack.openView(trigger, view(person, state, look, filled, List.of()));
        complete(person, open, state, look, filled);
    }

    /** The form as it was submitted, with what to think over before it is sent all the same. */
    View doubted(Person person, FormState state, Order order, Filled filled, List<String> doubts) {
        return view(person, state, quickView.atOnce(order), filled, doubts);
    }

    /** Asks CertCentral for what an open form was seen to lack, and brings the form up to date unless it has changed since. */
    private void complete(Person person, OpenView open, FormState state, @Nullable Look look, Filled filled) {
        if (look != null && !look.asked()) {
            quickView.whole(
                    look.order(),
                    whole -> change(
                            open.id(),
                            () -> slack.updateView(
                                    open.id(), open.hash(), view(person, state, whole, filled, List.of()))));
        }
    }

    /** The form was submitted and refused: what would come late must not wipe out what is to stand under its fields. */
    void refused(String viewId) {
        refused.put(viewId, true);
        CompletableFuture<Void> underWay = lines.get(viewId);
        if (underWay != null) {
            var unused = underWay.copy()
                    .completeOnTimeout(null, MOST_WAITED.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** What tells people beside the form. */
    Aside aside() {
        return aside;
    }

    /** Opens it where a button was pressed; in a view it takes the place of what the view showed. */
    Response open(Person person, BlockActionPayload pressed, FormState state, @Nullable Order order, Filled filled) {
        if (pressed.getView() != null) {
            return show(person, pressed.getView().getId(), state, filled);
        }
        try {
            open(person, pressed.getTriggerId(), state, order, filled);
        } catch (SlackFault e) {
            if (e.kind() != SlackFault.Kind.GONE) {
                throw e;
            }
            aside.tell(state.origin(), person.words().say("send.too_late"));
        }
        return Answers.nothing();
    }

    /** Without a hash: what the person did last is what stays. */
    private Response show(Person person, String viewId, FormState changed, Filled filled) {
        FormState state = changed.doubting(""); // the warning goes, so it is due again
        refused.remove(viewId);
        change(viewId, () -> {
            Look look = find(state.order()).map(quickView::atOnce).orElse(null);
            OpenView open = slack.updateView(viewId, null, view(person, state, look, filled, List.of()));
            complete(person, open, state, look, filled);
        });
        return Answers.nothing();
    }

    /** One view's changes are made one after the other, and none once the form was refused. */
    private void change(String viewId, Runnable change) {
        Runnable unlessRefused = logged(() -> {
            if (!refused.containsKey(viewId)) {
                change.run();
            }
        });
        CompletableFuture<Void> line = lines.compute(
                viewId,
                (id, before) -> before == null
                        ? CompletableFuture.runAsync(unlessRefused, later)
                        : before.thenRunAsync(unlessRefused, later));
        var unused = line.thenRun(() -> lines.remove(viewId, line));
    }

    private View view(Person person, FormState state, @Nullable Look look, Filled filled, List<String> doubts) {
        Words words = person.words();
        return SendCertificateForm.view(new SendCertificateForm.Shown(
                words, state, look, filled, notice.apply(words).orElse(null), doubts, offer.get()));
    }

    private Optional<Order> find(String orderId) {
        return ORDER_ID.matcher(orderId).matches() ? orders.find(Long.parseLong(orderId)) : Optional.empty();
    }

    private void behind(Runnable work) {
        later.execute(logged(work));
    }

    private static Runnable logged(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (SlackFault e) {
                LOG.info("the form was not brought up to date: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the form was not brought up to date", e);
            }
        };
    }
}
