package dev.certsend.mirror;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.orders.OrderStore;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the mirror from CertCentral and keeps it up to date, in one process of the cluster at a time. A run that dies is gone
 * on with by the next one.
 */
public final class MirrorSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorSync.class);

    /** CertCentral's clock, and what it takes to tell a change, may differ from ours. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;
    private final OrderStore orders;
    private final SyncWatch watch;
    private final Pause pause;
    private @Nullable Calls running;
    private boolean closed;

    /**
     * Begins nothing yet.
     *
     * @param pause what passes between two tries of a call: {@link Pause#REAL}, except in tests
     */
    public MirrorSync(Jdbi jdbi, CertCentralClient certCentral, OrderStore orders, SyncWatch watch, Pause pause) {
        this.jdbi = jdbi;
        this.certCentral = certCentral.forSync();
        this.orders = orders;
        this.watch = watch;
        this.pause = pause;
    }

    /**
     * What a sync did.
     *
     * @param full whether every order of the account was read
     * @param read orders read, by this process
     * @param written those of them that were new or had changed
     * @param unreadable orders it could not read, which stay as they were
     * @param gone orders marked since CertCentral has them no more
     * @param expired orders whose certificates expired since the last sync
     */
    public record Result(boolean full, long read, int written, long unreadable, int gone, int expired) {

        private String told() {
            return (full ? "all orders" : "changes") + ": " + read + " read, " + written + " new or changed, "
                    + unreadable + " unreadable, " + gone + " gone";
        }

        private Result and(Result next) {
            return new Result(
                    full || next.full,
                    read + next.read,
                    written + next.written,
                    unreadable + next.unreadable,
                    gone + next.gone,
                    expired + next.expired);
        }
    }

    /**
     * Reads what changed since the last sync; and every order, if that was never done or more than a day ago, or was left off.
     *
     * @return empty if another process is at it
     * @throws SyncFailed it came to no good end; what was read is kept
     */
    public Optional<Result> round() {
        return alone((calls, lease) -> {
            MirrorState state = new MirrorStore(jdbi).state();
            Optional<Result> changes = state.unknown(OVERLAP, CertCentralClient.LONGEST_CHANGES)
                    .map(span -> changes().run(state.now(), span, calls, lease));
            // Changes first: a full sync takes long, and may be ill for reasons that leave them well.
            if (changes.isPresent() && !state.fullIsDue()) {
                return changes.get();
            }
            Result all = full(calls, lease);
            return changes.map(all::and).orElse(all);
        });
    }

    /**
     * Reads every order, from where the last full sync was left off, if it was.
     *
     * @return empty if another process is at it
     * @throws SyncFailed it came to no good end; what was read is kept
     */
    public Optional<Result> full() {
        return alone(this::full);
    }

    /** Ends the sync under way between two pages, and lets none begin. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.close();
        }
    }

    private interface Run {
        Result run(Calls calls, Lease lease);
    }

    private Optional<Result> alone(Run run) {
        Optional<Lease> taken = Lease.take(jdbi);
        if (taken.isEmpty()) {
            LOG.info("another process is at the sync");
            return Optional.empty();
        }
        try (Lease lease = taken.get();
                Calls calls = open()) {
            Result result = run.run(calls, lease);
            LOG.info("mirror: {}", result);
            new AuditLog(jdbi).append(Entry.ofProgram(Action.MIRROR_SYNCED).because(result.told()));
            return Optional.of(result);
        } catch (SyncFailed e) {
            new AuditLog(jdbi).append(Entry.ofProgram(Action.MIRROR_FAILED).because(e.getMessage()));
            throw e;
        }
    }

    private synchronized Calls open() {
        if (closed) {
            throw SyncFailed.stopped(null);
        }
        Calls calls = new Calls();
        running = calls;
        return calls;
    }

    private Result full(Calls calls, Lease lease) {
        Listing listing = new Listing(certCentral, orders, new Patience(pause, watch));
        return new FullSync(jdbi, orders, watch).run(listing, calls, lease);
    }

    private ChangesSync changes() {
        return new ChangesSync(jdbi, certCentral, orders, new Patience(pause, watch), watch);
    }
}
