package dev.certsend.send;

import dev.certsend.orders.Order;
import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the form carries from its opening to its submission.
 *
 * @param query what the filters above the picker say, as {@link OrderQuery} writes it
 * @param order the id of the order chosen; empty for none
 * @param choices how it is to be sent; of what has no field in this mode, what was chosen last
 * @param doubts what the person was warned of and is asked to confirm; empty for nothing
 */
record FormState(Origin origin, String query, String order, Choices choices, String doubts) {

    /** As the form opens. */
    static FormState of(Origin origin, OrderQuery filters, @Nullable Order order) {
        return of(origin, filters, order, Choices.FIRST);
    }

    /** As the form opens where it is known how to send. */
    static FormState of(Origin origin, OrderQuery filters, @Nullable Order order, Choices choices) {
        String chosen = order == null ? "" : Long.toString(order.orderId());
        return new FormState(origin, filters.written(), chosen, choices, "");
    }

    /** Nothing is known where the metadata is not ours. */
    static FormState read(@Nullable String metadata) {
        return Metadata.read(metadata, FormState.class)
                .filter(FormState::whole)
                .orElse(of(Origin.UNKNOWN, OrderQuery.ALL, null));
    }

    private boolean whole() {
        return origin != null && query != null && order != null && choices != null && choices.whole() && doubts != null;
    }

    OrderQuery filters() {
        try {
            return OrderQuery.read(query);
        } catch (UnreadQuery e) {
            return OrderQuery.ALL;
        }
    }

    FormState with(OrderQuery filters) {
        return new FormState(origin, filters.written(), order, choices, doubts);
    }

    FormState choosing(String chosenOrder, Choices chosen) {
        return new FormState(origin, query, chosenOrder, chosen.over(choices), doubts);
    }

    FormState doubting(String doubted) {
        return new FormState(origin, query, order, choices, doubted);
    }
}
