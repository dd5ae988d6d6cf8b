package dev.certsend.playground.certcentral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All orders by their numbers; a million take no more than one list. Safe for many threads. */
final class OrderBook {

    private final List<LocalOrder> oldestFirst;
    private @Nullable List<LocalOrder> newestFirst;
    private volatile long changes;

    /** Some of the orders, and how many there are in all. */
    record Slice(List<LocalOrder> orders, int total) {}

    OrderBook(Collection<LocalOrder> orders) {
        oldestFirst = new ArrayList<>(orders);
        oldestFirst.sort(Comparator.comparingLong(LocalOrder::id));
    }

    /** In the place of the one with its number, if there is one. */
    synchronized void put(LocalOrder order) {
        int place = place(order.id());
        if (place >= 0) {
            oldestFirst.set(place, order);
        } else {
            oldestFirst.add(-place - 1, order);
        }
        changed();
    }

    /** Whether it was there. */
    synchronized boolean remove(long id) {
        int place = place(id);
        if (place < 0) {
            return false;
        }
        oldestFirst.remove(place);
        changed();
        return true;
    }

    synchronized Optional<LocalOrder> get(long id) {
        int place = place(id);
        return place < 0 ? Optional.empty() : Optional.of(oldestFirst.get(place));
    }

    /** The same list until an order changes. */
    synchronized List<LocalOrder> newestFirst() {
        if (newestFirst == null) {
            List<LocalOrder> reversed = new ArrayList<>(oldestFirst);
            Collections.reverse(reversed);
            newestFirst = Collections.unmodifiableList(reversed);
        }
        return newestFirst;
    }

    /** The orders from the offset on as they follow one another, oldest or newest first. */
    synchronized Slice slice(boolean oldest, int offset, int limit) {
        int total = oldestFirst.size();
        int start = Math.min(offset, total);
        int end = Math.min(start + limit, total);
        List<LocalOrder> orders =
                new ArrayList<>(oldestFirst.subList(oldest ? start : total - end, oldest ? end : total - start));
        if (!oldest) {
            Collections.reverse(orders);
        }
        return new Slice(orders, total);
    }

    /** Those that fit, as they follow one another, oldest or newest first. */
    synchronized List<LocalOrder> pick(boolean oldest, Predicate<LocalOrder> filter) {
        List<LocalOrder> picked = new ArrayList<>();
        int last = oldestFirst.size() - 1;
        for (int i = 0; i <= last; i++) {
            LocalOrder order = oldestFirst.get(oldest ? i : last - i);
            if (filter.test(order)) {
                picked.add(order);
            }
        }
        return picked;
    }

    /** Another number after every change. */
    long changes() {
        return changes;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // changed under the lock alone
    private void changed() {
        changes++;
        newestFirst = null;
    }

    /** As {@link Collections#binarySearch} tells it. */
    private int place(long id) {
        int low = 0;
        int high = oldestFirst.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(oldestFirst.get(middle).id(), id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
