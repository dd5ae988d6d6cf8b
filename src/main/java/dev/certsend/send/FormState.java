package dev.certsend.send;

import dev.certsend.letter.Mode;
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
 * @param mode the value of the mode chosen
 * @param format the value of the format chosen last; empty for none yet
 * @param doubts what the person was warned of and is asked to confirm; empty for nothing
 */
record FormState(Origin origin, String query, String order, String mode, String format, String doubts) {

    /** As the form opens. */
    static FormState of(Origin origin, OrderQuery filters, @Nullable Order order) {
        String chosen = order == null ? "" : Long.toString(order.orderId());
        return new FormState(origin, filters.written(), chosen, Mode.ATTACHMENT.value(), "", "");
    }

    /** Nothing is known where the metadata is not ours. */
    static FormState read(@Nullable String metadata) {
        return Metadata.read(metadata, FormState.class)
                .filter(FormState::whole)
                .orElse(of(Origin.UNKNOWN, OrderQuery.ALL, null));
    }

    private boolean whole() {
        return origin != null && query != null && order != null && mode != null && format != null && doubts != null;
    }

    OrderQuery filters() {
        try {
            return OrderQuery.read(query);
        } catch (UnreadQuery e) {
            return OrderQuery.ALL;
        }
    }

    FormState with(OrderQuery filters) {
        return new FormState(origin, filters.written(), order, mode, format, doubts);
    }

    /** @param chosenFormat empty where there was none to choose: then the last one stays */
    FormState choosing(String chosenOrder, String chosenMode, String chosenFormat) {
        String kept = chosenFormat.isEmpty() ? format : chosenFormat;
        return new FormState(origin, query, chosenOrder, chosenMode, kept, doubts);
    }

    FormState doubting(String doubted) {
        return new FormState(origin, query, order, mode, format, doubted);
    }
}
