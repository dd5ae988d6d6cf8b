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
 * the text. So each half is first walked a little way, and gathered where that was not enough. Neither takes more than a
 * few milliseconds among a million orders, and nothing is left to what the planner believes of a text.
 */
public final class OrderSearch {
    /** So many orders are looked at one by one; about 1 ms. */
    private static final int WALK = 3000;

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
     * @param before whether there are orders before the first one
     * @param after whether there are orders behind the last one
     */
    public record Page(List<Order> orders, boolean before, boolean after) {}

    /**
     * The first orders of a query.
     *
     * <p>Where its words hold no two letters or digits in a row, only the {@value #WALK} first orders of each half are looked
     * at: no index knows such words.
     */
    public List<Order> first(OrderQuery query, int most) {
        return jdbi.withHandle(handle -> from(handle, query, null, true, most));
    }

    /**
     * The page that begins behind an order, or ends before it; the first page without.
     *
     * @param position the order it begins behind (or ends before), which may be gone by now
     */
    public Page page(OrderQuery query, @Nullable Position position, int size) {
        boolean forward = position == null || position.forward();
        List<Order> found = jdbi.withHandle(handle -> from(handle, query, position, forward, size + 1));
        boolean more = found.size() > size;
        List<Order> orders = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
        if (!forward) {
            Collections.reverse(orders);
        }
        return new Page(orders, forward ? position != null : more, forward ? more : true);
    }

    private List<Order> from(Handle handle, OrderQuery query, @Nullable Position position, boolean forward, int most) {
        Conditions conditions = Conditions.of(query, vocabulary, LocalDate.now(ZoneOffset.UTC));
        Sort sort = forward ? Sort.of(query) : Sort.of(query).turned();
        List<Order> found = new ArrayList<>();
        for (boolean sendable : forward ? new boolean[] {true, false} : new boolean[] {false, true}) {
            boolean here = position != null && position.sendable() == sendable;
            boolean passed = position != null && !here && sendable == forward;
            if (!passed && conditions.allow(sendable) && found.size() < most) {
                Half half = new Half(sendable, sort, here ? position : null);
                found.addAll(half(handle, half, conditions, most - found.size()));
            }
        }
        return found;
    }

    private static List<Order> half(Handle handle, Half half, Conditions conditions, int most) {
        List<Order> walked = run(handle, half, conditions, half.walk(conditions, WALK), most);
        boolean enough = walked.size() == most || conditions.isEmpty() || !conditions.areIndexed();
        return enough ? walked : run(handle, half, conditions, half.gather(conditions), most);
    }

    private static List<Order> run(Handle handle, Half half, Conditions conditions, String sql, int most) {
        try (Query query = handle.createQuery(sql)) {
            return half.bind(conditions.bind(query))
                    .bind("most", most)
                    .map((row, context) -> OrderRow.read(row))
                    .list();
        }
    }
}
