package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.certcentral.OrderPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the account's list, sorted by order number, as it is joined to the place that the sync had come to.
 *
 * @param since the database's time before the page was asked for
 */
record Page(OrderPage read, Instant since) {

    /** The numbers of its orders, as sent; of the unreadable ones those that could be read follow. */
    List<Long> numbers() {
        List<Long> numbers =
                new ArrayList<>(read.orders().stream().map(CertCentralOrder::id).toList());
        numbers.addAll(read.unreadable().ids());
        return numbers;
    }

    /** Whether no order can be between the place and this page. */
    boolean joins(Place place) {
        if (read.offset() == 0 || place.loose() || !ascending()) {
            return true;
        }
        List<Long> numbers = numbers();
        return numbers.isEmpty()
                ? read.received() > 0
                : numbers.stream().anyMatch(number -> number <= place.lastOrder());
    }

    /** Whether every number that it covers is among {@link #numbers}. */
    boolean tellsWhoIsThere() {
        // An order sent twice may have another one's place.
        boolean each = read.orders().size() + read.unreadable().count() == read.received();
        return ascending() && each && unknown() == 0 && read.total().isPresent();
    }

    /** The highest number on it; 0 if it has none. */
    long last() {
        return numbers().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    Place after(Place place) {
        long end = read.offset() + read.received();
        return new Place(
                end,
                Math.max(last(), place.lastOrder()),
                place.read() + fresh(place),
                read.received() > 0 && (!ascending() || unknown() > 0));
    }

    /** Whether nothing follows. Without a total only a page that brings nothing new is known to be the last. */
    boolean last(Place before) {
        return read.received() == 0
                || (read.total().isPresent()
                        ? read.offset() + read.received() >= read.total().getAsLong()
                        : fresh(before) <= 0);
    }

    private long fresh(Place place) {
        return ascending()
                ? numbers().stream()
                                .filter(number -> number > place.lastOrder())
                                .count()
                        + unknown()
                : Math.max(0, read.offset() + read.received() - place.position());
    }

    private int unknown() {
        return read.unreadable().count() - read.unreadable().ids().size();
    }

    /** Whether its orders are in the order that was asked for. */
    boolean ascending() {
        long before = 0;
        for (CertCentralOrder order : read.orders()) {
            if (order.id() <= before) {
                return false;
            }
            before = order.id();
        }
        return true;
    }
}
