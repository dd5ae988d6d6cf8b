package dev.certsend.send;

import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.UnreadQuery;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the form carries from its opening to its submission.
 *
 * @param query what the filters above the picker say, as {@link OrderQuery} writes it
 */
record FormState(Origin origin, String query) {

    static FormState of(Origin origin, OrderQuery query) {
        return new FormState(origin, query.written());
    }

    /** Nothing is known where the metadata is not ours. */
    static FormState read(@Nullable String metadata) {
        return Metadata.read(metadata, FormState.class)
                .filter(state -> state.origin != null && state.query != null)
                .orElse(new FormState(Origin.UNKNOWN, ""));
    }

    OrderQuery filters() {
        try {
            return OrderQuery.read(query);
        } catch (UnreadQuery e) {
            return OrderQuery.ALL;
        }
    }

    FormState with(OrderQuery filters) {
        return of(origin, filters);
    }
}
