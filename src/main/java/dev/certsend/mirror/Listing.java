package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.OrderPage;
import dev.certsend.orders.OrderStore;
import java.time.Instant;
import java.util.Optional;

/**
 * The account's list, page by page. Places shift when an order disappears or appears meanwhile, so each page begins with the
 * last order of the one before; where it does not, orders slipped through, and the list is read again from further back.
 */
final class Listing {
    private static final long[] BACK = {1, 100, 1_000, 10_000, 100_000, Long.MAX_VALUE};

    /** In one sync. */
    private static final int MOST_STEPS_BACK = 50;

    private final CertCentralClient certCentral;
    private final OrderStore orders;
    private final Patience patience;
    private int stepsBack;

    Listing(CertCentralClient certCentral, OrderStore orders, Patience patience) {
        this.certCentral = certCentral;
        this.orders = orders;
        this.patience = patience;
    }

    /**
     * The page that follows.
     *
     * @throws SyncFailed the list shifts more than it can be read, or CertCentral does not answer
     */
    Page after(Place place) {
        for (long back : BACK) {
            long offset = Math.max(0, place.position() - back);
            Instant since = orders.now();
            OrderPage read = patience.call(
                    () -> certCentral.orders(offset, CertCentralClient.MOST_ORDERS), answer -> lack(answer, offset));
            Page page = new Page(read, since);
            if (page.joins(place)) {
                return page;
            }
            stepsBack++;
            if (stepsBack > MOST_STEPS_BACK) {
                throw new SyncFailed("CertCentral's list of orders shifted " + stepsBack
                        + " times while it was read; what was read is kept");
            }
        }
        throw new IllegalStateException("the first page joins any place");
    }

    /** What a page of fewer orders than there are might leave out would be taken for gone. */
    private static Optional<String> lack(OrderPage page, long offset) {
        if (page.total().isEmpty()) {
            return Optional.empty();
        }
        long whole = Math.min(CertCentralClient.MOST_ORDERS, page.total().getAsLong() - offset);
        return page.received() >= whole
                ? Optional.empty()
                : Optional.of("CertCentral, orders from %d: %d orders came where %d are"
                        .formatted(offset, page.received(), whole));
    }
}
