package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certcentral.CertCentralOrder;
import dev.certsend.certcentral.OrderPage;
import dev.certsend.certcentral.StatusChange;
import dev.certsend.orders.OrderStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What changed since the last sync: new orders by their day, others by CertCentral's list of changes, a hundred at a time. */
final class ChangesSync {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesSync.class);

    /** From here on the indexes of the search are worth tidying. */
    private static final int MUCH = 200;

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;
    private final OrderStore orders;
    private final MirrorStore store;
    private final Patience patience;
    private final SyncWatch watch;
    private final Tally tally = new Tally();
    private final Set<Long> settled = new HashSet<>();

    ChangesSync(Jdbi jdbi, CertCentralClient certCentral, OrderStore orders, Patience patience, SyncWatch watch) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
        this.orders = orders;
        this.store = new MirrorStore(jdbi);
        this.patience = patience;
        this.watch = watch;
    }

    /**
     * @param until the database's time before the first call
     * @param span how far back from now, at most {@link CertCentralClient#LONGEST_CHANGES}
     */
    MirrorSync.Result run(Instant until, Duration span, Calls calls, Lease lease) {
        List<StatusChange> changes = calls.now(() -> patience.call(() -> certCentral.statusChanges(span)));
        LocalDate day = LocalDate.ofInstant(until.minus(span), ZoneOffset.UTC).minusDays(1);
        created(day, calls, lease);
        Set<Long> changed = new TreeSet<>();
        changes.forEach(change -> changed.add(change.orderId()));
        changed.removeAll(settled);
        List<Long> ids = new ArrayList<>(changed);
        for (int from = 0; from < ids.size(); from += CertCentralClient.MOST_IDS) {
            reread(ids.subList(from, Math.min(from + CertCentralClient.MOST_IDS, ids.size())), calls, lease);
        }
        lease.check();
        jdbi.useTransaction(transaction -> {
            tally.expired(orders.expire(transaction));
            store.changesAreKnown(transaction, until);
        });
        if (tally.written() >= MUCH) {
            store.tidy();
        }
        return tally.result(false);
    }

    private void created(LocalDate day, Calls calls, Lease lease) {
        OptionalLong offset = OptionalLong.of(0);
        while (offset.isPresent()) {
            long from = offset.getAsLong();
            Instant since = orders.now();
            OrderPage page = calls.now(
                    () -> patience.call(() -> certCentral.ordersSince(day, from, CertCentralClient.MOST_ORDERS)));
            if (page.orders().stream().anyMatch(order -> before(order, day))) {
                LOG.info(
                        "CertCentral does not list orders by their day: new ones come with their changes, or once a day");
                return;
            }
            keep(page, since, lease);
            offset = page.nextOffset();
        }
    }

    private static boolean before(CertCentralOrder order, LocalDate day) {
        // CertCentral's day may be another time zone's.
        Instant start = day.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return order.createdAt() != null && order.createdAt().isBefore(start);
    }

    private void reread(List<Long> ids, Calls calls, Lease lease) {
        Instant since = orders.now();
        OrderPage page = calls.now(() -> patience.call(() -> certCentral.ordersOf(ids)));
        keep(page, since, lease);
        for (long id : ids) {
            if (!settled.contains(id)) {
                reread(id, calls, lease);
            }
        }
    }

    private void reread(long id, Calls calls, Lease lease) {
        Instant since = orders.now();
        try {
            CertCentralOrder order = calls.now(() -> patience.call(() -> readable(id)));
            lease.check();
            int written = jdbi.inTransaction(
                    transaction -> orders.write(transaction, List.of(Translation.order(order)), since));
            tally.read(1);
            tally.written(written);
            watch.mirrored(1, written);
        } catch (CertCentralFault gone) {
            tally.gone(jdbi.inTransaction(transaction -> orders.markGone(transaction, id, id, List.of(), since)));
        } catch (Unreadable e) {
            tally.unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** One order that stays unreadable must not keep the others from being read. */
    private CertCentralOrder readable(long id) {
        try {
            return certCentral.order(id);
        } catch (CertCentralFault fault) {
            if (fault.kind() == CertCentralFault.Kind.UNREADABLE) {
                throw new Unreadable(fault);
            }
            throw fault;
        }
    }

    private void keep(OrderPage page, Instant since, Lease lease) {
        lease.check();
        int written = jdbi.inTransaction(transaction -> {
            store.expectMuch(transaction);
            return orders.write(transaction, Translation.orders(page.orders()), since);
        });
        tally.read(page);
        tally.written(written);
        page.orders().forEach(order -> settled.add(order.id()));
        settled.addAll(page.unreadable().ids());
        watch.mirrored(page.received(), written);
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(CertCentralFault fault) {
            super(String.valueOf(fault.getMessage()), fault);
        }
    }
}
