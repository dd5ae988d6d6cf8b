package dev.certsend.mirror;

import dev.certsend.certcentral.OrderPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a sync does. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    private long read;
    private long unreadable;
    private int written;
    private int gone;
    private int expired;

    void read(OrderPage page) {
        read(page.orders().size());
        if (page.unreadable().count() > 0) {
            unreadable += page.unreadable().count();
            LOG.warn(
                    "{} orders could not be read, the first: {}",
                    page.unreadable().count(),
                    page.unreadable().firstReason());
        }
    }

    void read(int orders) {
        read += orders;
    }

    void unreadable(String reason) {
        unreadable++;
        LOG.warn("an order could not be read: {}", reason);
    }

    void written(int orders) {
        written += orders;
    }

    void gone(int orders) {
        gone += orders;
    }

    void expired(int orders) {
        expired += orders;
    }

    int written() {
        return written;
    }

    void add(Tally other) {
        read += other.read;
        unreadable += other.unreadable;
        written += other.written;
        gone += other.gone;
        expired += other.expired;
    }

    MirrorSync.Result result(boolean full) {
        return new MirrorSync.Result(full, read, written, unreadable, gone, expired);
    }
}
