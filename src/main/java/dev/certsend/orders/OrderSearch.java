package dev.certsend.orders;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds orders in the mirror: those whose certificate can be sent first, each half in the order asked for.
 *
 * <p>What many orders have is soon met by walking along the sort's index; what few have is quickly gathered by the index of
 * the text. So each half is walked a little way, which also tells how common a match is there: on that the half is walked
 * further or gathered. Neither takes more than a few milliseconds among a million orders, and nothing is left to what the
 * planner believes of a text.
 */
public final class OrderSearch {
    /** So many orders are looked at one by one at first. */
    private static final int NEAR = 500;

    /** So many at most; 1 to 3 ms. */
    private static final int FAR = 3000;

    /** Slack waits three: what takes longer is for nobody. */
    private static final int MOST_SECONDS = 2;

    private final Jdbi jdbi;
    private final Vocabulary vocabulary;

    public OrderSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.vocabulary = new Vocabulary(jdbi);
    }

    /**
     * A page of a list.
     *
     * @param orders in the list's order
     * @param before where the page before ends; null where there is none
     * @param after where the page behind begins; null where there is none
     */
    public record Page(
            List<Order> orders,
            @Nullable Position before,
            @Nullable Position after) {}

    /** An order and the half it was found in, which its row says: by today's date it may belong into the other one. */
    private record Found(Order order, boolean sendable) {
        Position beside(boolean forward) {
            return new Position(order.orderId(), sendable, forward);
        }
    }

    /**
     * The first orders of a query.
     *
     * <p>Where its words hold no two letters or digits in a row, only the {@value #FAR} first orders of each half are looked
     * at: no index knows such words.
     */
    public List<Order> first(OrderQuery query, int most) {
        return jdbi.withHandle(handle -> from(handle, query, null, true, most)).stream()
                .map(Found::order)
                .toList();
    }

    /**
     * The page that begins behind an order, or ends before it; the first page without.
     *
     * @param position the order it begins behind (or ends before), which may be gone by now
     */
    public Page page(OrderQuery query, @Nullable Position position, int size) {
        boolean forward = position == null || position.forward();
        List<Found> found = jdbi.withHandle(handle -> from(handle, query, position, forward, size + 1));
        boolean more = found.size() > size;
        List<Found> shown = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
        if (!forward) {
            Collections.reverse(shown);
        }
        boolean before = forward ? position != null : more;
        boolean after = !forward || more;
        return new Page(
                shown.stream().map(Found::order).toList(),
                before && !shown.isEmpty() ? shown.get(0).beside(false) : null,
                after && !shown.isEmpty() ? shown.get(shown.size() - 1).beside(true) : null);
    }

    private List<Found> from(Handle handle, OrderQuery query, @Nullable Position position, boolean forward, int most) {
        Conditions conditions = Conditions.of(query, vocabulary, LocalDate.now(ZoneOffset.UTC));
        Sort sort = forward ? Sort.of(query) : Sort.of(query).turned();
        List<Found> found = new ArrayList<>();
        for (boolean sendable : forward ? new boolean[] {true, false} : new boolean[] {false, true}) {
            boolean here = position != null && position.sendable() == sendable;
            boolean passed = position != null && !here && sendable == forward;
            if (!passed && conditions.allow(sendable) && found.size() < most) {
                Half half = new Half(sendable, sort, here ? position : null);
                half(handle, half, conditions, most - found.size())
                        .forEach(order -> found.add(new Found(order, sendable)));
            }
        }
        return found;
    }

    private static List<Order> half(Handle handle, Half half, Conditions conditions, int most) {
        List<Order> near = run(handle, half, conditions, half.walk(conditions, NEAR), most);
        if (near.size() == most || conditions.isEmpty()) {
            return near;
        }
        boolean common = near.size() * (FAR / NEAR) >= most;
        if (common || !conditions.areIndexed()) {
            List<Order> far = run(handle, half, conditions, half.walk(conditions, FAR), most);
            if (far.size() == most || !conditions.areIndexed()) {
                return far;
            }
        }
        return run(handle, half, conditions, half.gather(conditions), most);
    }

    private static List<Order> run(Handle handle, Half half, Conditions conditions, String sql, int most) {
        try (Query query = handle.createQuery(sql).setQueryTimeout(MOST_SECONDS)) {
            return half.bind(conditions.bind(query))
                    .bind("most", most)
                    .map((row, context) -> OrderRow.read(row))
                    .list();
        }
    }
}
