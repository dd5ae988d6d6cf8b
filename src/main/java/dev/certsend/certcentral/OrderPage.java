package dev.certsend.certcentral;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of the account's orders.
 *
 * @param orders each once, even if CertCentral sent it twice
 * @param offset how many orders come before this page
 * @param received how many orders CertCentral sent, unreadable and repeated ones included
 * @param total how many orders there are in all; empty if CertCentral did not say
 */
public record OrderPage(
        List<CertCentralOrder> orders, Unreadable unreadable, long offset, int received, OptionalLong total) {

    /**
     * Orders of this page that could not be read and are not among its orders.
     *
     * @param firstReason null if there are none
     * @param ids of those whose id at least could be read
     */
    public record Unreadable(int count, @Nullable String firstReason, List<Long> ids) {

        public Unreadable {
            ids = List.copyOf(ids);
        }
    }

    public OrderPage {
        orders = List.copyOf(orders);
    }

    /**
     * Where the next page begins; empty if this is the last. Without a total, only an empty page is known to be the
     * last.
     */
    public OptionalLong nextOffset() {
        long next = offset + received;
        boolean last = received == 0 || (total.isPresent() && next >= total.getAsLong());
        return last ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** These orders alone, and the unreadable ones that may be among them; no page follows. */
    OrderPage only(Set<Long> ids) {
        List<CertCentralOrder> wanted =
                orders.stream().filter(order -> ids.contains(order.id())).toList();
        List<Long> unread = unreadable.ids().stream().filter(ids::contains).toList();
        int without = unreadable.count() - unreadable.ids().size();
        int count = unread.size() + without;
        Unreadable left = new Unreadable(count, count == 0 ? null : unreadable.firstReason(), unread);
        return new OrderPage(wanted, left, offset, wanted.size() + count, OptionalLong.of(wanted.size() + count));
    }
}
