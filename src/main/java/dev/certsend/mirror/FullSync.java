package dev.certsend.mirror;

import dev.certsend.orders.OrderStore;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every order of the account, a thousand at a time, the next thousand being fetched while one is written. */
final class FullSync {
    private static final Logger LOG = LoggerFactory.getLogger(FullSync.class);

    /** Some 10 MB of what searches read one by one until it is tidied away, which takes seconds. */
    private static final int MOST_UNTIDY = 20_000;

    /** A page that misses more, and most of all the mirror has, is no account of who is gone. */
    private static final int MOST_GONE = 1_000;

    private final Jdbi jdbi;
    private final OrderStore orders;
    private final MirrorStore store;
    private final SyncWatch watch;
    private final Tally tally = new Tally();
    private int untidy;
    private boolean disorder;

    FullSync(Jdbi jdbi, OrderStore orders, SyncWatch watch) {
        this.jdbi = jdbi;
        this.orders = orders;
        this.store = new MirrorStore(jdbi);
        this.watch = watch;
    }

    /** Begins, or goes on where the last one was left off. */
    MirrorSync.Result run(Listing listing, Calls calls, Lease lease) {
        MirrorState state = store.state();
        boolean first = state.fullEndedAt() == null;
        Place place = state.place();
        if (state.underWay()) {
            LOG.info("the full sync goes on behind order {}, {} orders being read", place.lastOrder(), place.read());
        } else {
            store.fullBegins();
            place = Place.START;
        }
        Place start = place;
        Page page = calls.now(() -> listing.after(start));
        while (!page.last(place)) {
            Place next = page.after(place);
            Future<Page> ahead = calls.ahead(() -> listing.after(next));
            keep(page, place, next, lease);
            place = next;
            page = Calls.answer(ahead);
        }
        end(page, place, lease);
        store.tidy();
        if (first) {
            store.analyze();
        }
        return tally.result(true);
    }

    private void keep(Page page, Place before, Place after, Lease lease) {
        lease.check();
        Tally written = jdbi.inTransaction(transaction -> write(transaction, page, before, after));
        told(page, after, written);
        if (untidy >= MOST_UNTIDY) {
            store.tidy();
            untidy = 0;
        }
    }

    private void end(Page page, Place before, Lease lease) {
        Place after = page.after(before);
        if (after.read() == 0 && jdbi.withHandle(handle -> orders.countBehind(handle, 0)) > 0) {
            throw new SyncFailed("CertCentral lists no orders at all, the mirror has some: nothing was changed");
        }
        lease.check();
        Tally written = jdbi.inTransaction(transaction -> {
            Tally last = write(transaction, page, before, after);
            last.gone(behind(transaction, page, after));
            last.expired(orders.expire(transaction));
            store.fullEnds(transaction);
            return last;
        });
        told(page, after, written);
    }

    private Tally write(Handle transaction, Page page, Place before, Place after) {
        store.expectMuch(transaction);
        Tally written = new Tally();
        written.read(page.read());
        written.written(orders.write(transaction, Translation.orders(page.read().orders()), page.since()));
        disorder |= !page.ascending();
        // In a list out of order, what is missing here may be on any other page.
        if (!disorder && !before.loose() && page.tellsWhoIsThere()) {
            written.gone(missing(transaction, page, before));
        }
        store.fullIsAt(transaction, after);
        return written;
    }

    /** What the mirror has from the place to the end of the page, and the page has not, is gone: unless that is most of all. */
    private int missing(Handle transaction, Page page, Place before) {
        String marking = "marking";
        transaction.savepoint(marking);
        int gone = orders.markGone(transaction, before.lastOrder() + 1, page.last(), page.numbers(), page.since());
        if (gone > MOST_GONE && gone > orders.countBehind(transaction, 0)) {
            transaction.rollbackToSavepoint(marking);
            LOG.warn(
                    "a page of CertCentral's list, up to order {}, lacks {} orders that the mirror has, most of all it has: they are left as they are",
                    page.last(),
                    gone);
            return 0;
        }
        transaction.releaseSavepoint(marking);
        return gone;
    }

    private void told(Page page, Place after, Tally written) {
        tally.add(written);
        untidy += written.written();
        watch.mirrored(page.read().received(), written.written());
        watch.full(after.read(), page.read().total());
    }

    /** What the mirror has behind the last order of all is gone, unless CertCentral itself counts more orders than came. */
    private int behind(Handle transaction, Page page, Place end) {
        long total = page.read().total().orElse(-1);
        if (end.read() == 0 || total != end.read() || end.loose()) {
            LOG.info("{} orders read of {}: what follows the last one is left as it is", end.read(), total);
            return 0;
        }
        long behind = orders.countBehind(transaction, end.lastOrder());
        if (behind > 0 && 2 * behind > orders.countBehind(transaction, 0)) {
            LOG.warn(
                    "CertCentral lists {} orders, up to {}; the mirror has {} behind that, most of all it has: they are left as they are",
                    total,
                    end.lastOrder(),
                    behind);
            return 0;
        }
        return orders.markGone(transaction, end.lastOrder() + 1, Long.MAX_VALUE, page.numbers(), page.since());
    }
}
