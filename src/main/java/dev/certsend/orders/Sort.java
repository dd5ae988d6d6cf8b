package dev.certsend.orders;

import java.util.Objects;

/**
 * What a list is sorted by; orders that are equal in it stand by number.
 *
 * @param column never null, with an index of its own
 */
record Sort(String column, boolean descending) {

    /** As asked for; otherwise what expires within some days comes in the order it does, and the rest newest first. */
    static Sort of(OrderQuery query) {
        String unasked = query.value(Qualifier.EXPIRES) == null ? "-issued" : "expires";
        String value = Objects.requireNonNullElse(query.value(Qualifier.SORT), unasked);
        boolean descending = value.startsWith("-");
        return new Sort("by_" + (descending ? value.substring(1) : value), descending);
    }

    /** The same list from behind. */
    Sort turned() {
        return new Sort(column, !descending);
    }

    String sql() {
        String direction = descending ? " DESC" : "";
        return column + direction + ", order_id" + direction;
    }

    String behind() {
        return descending ? "<" : ">";
    }
}
