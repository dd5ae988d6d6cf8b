package dev.certsend.orders;

import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * One half of a list: the orders that can be sent, or the others.
 *
 * @param sort in which direction it is read
 * @param behind the place it is read from; null for its beginning
 */
record Half(boolean sendable, Sort sort, @Nullable Position behind) {

    /** Looks at so many orders one by one, in the list's order, and takes those that match. */
    String walk(Conditions conditions, int orders) {
        return "SELECT %s FROM (SELECT * FROM cert_order WHERE %s ORDER BY %s LIMIT %d) AS nearest WHERE %s ORDER BY %s LIMIT :most"
                .formatted(OrderRow.COLUMNS, base(conditions), sort.sql(), orders, conditions.sql(), sort.sql());
    }

    /** Has the indexes gather all that match, and puts those in order. The offset keeps the planner from walking instead. */
    String gather(Conditions conditions) {
        return "SELECT %s FROM (SELECT * FROM cert_order WHERE %s AND %s OFFSET 0) AS gathered ORDER BY %s LIMIT :most"
                .formatted(OrderRow.COLUMNS, base(conditions), conditions.indexedSql(), sort.sql());
    }

    Query bind(Query query) {
        return behind == null ? query : query.bind("position", behind.orderId());
    }

    private String base(Conditions conditions) {
        String half = "%s AND gone_at IS NULL AND %s"
                .formatted(sendable ? "sendable" : "NOT sendable", conditions.rangeOf(sort.column()));
        if (behind == null) {
            return half;
        }
        return half
                + " AND (%1$s, order_id) %2$s ((SELECT %1$s FROM cert_order WHERE order_id = :position), :position)"
                        .formatted(sort.column(), sort.behind());
    }
}
