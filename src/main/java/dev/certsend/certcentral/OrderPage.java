package dev.certsend.certcentral;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of the account's orders.
 *
 * @param offset how many orders come before this page
 * @param total how many orders there are in all; empty if CertCentral did not say
 */
public record OrderPage(List<CertCentralOrder> orders, Unreadable unreadable, long offset, OptionalLong total) {

    /**
     * Orders of this page that could not be read and are not among its orders.
     *
     * @param firstReason null if there are none
     */
    public record Unreadable(int count, @Nullable String firstReason) {}

    public OrderPage {
        orders = List.copyOf(orders);
    }

    /**
     * Where the next page begins; empty if this is the last. Without a total, only an empty page is known to be the
     * last.
     */
    public OptionalLong nextOffset() {
        int received = orders.size() + unreadable.count();
        long next = offset + received;
        boolean last = received == 0 || (total.isPresent() && next >= total.getAsLong());
        return last ? OptionalLong.empty() : OptionalLong.of(next);
    }
}
