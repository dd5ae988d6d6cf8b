package dev.certsend.delivery;

import dev.certsend.queue.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a worker process does for deliveries. They are their own queue: a worker takes many at a time under its {@link Lease},
 * has them sent by the {@link Lane} of their way, and its {@link Ledger} writes what becomes of them. Of any number of
 * processes on one database each takes what no other has.
 */
public final class Work implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(17);
    private static final Duration OVERSEEN = Duration.ofSeconds(1);

    private final List<Lane> lanes;
    private final Ledger ledger;
    private final Lease lease;
    private final Watch renewal;
    private final Watch recovery;
    private volatile boolean working;

    Work(List<Lane> lanes, Ledger ledger, Lease lease, Recovery recovery) {
        this.lanes = lanes;
        this.ledger = ledger;
        this.lease = lease;
        // Each by itself: nothing else may keep a lease from being renewed.
        this.renewal = new Watch("lease", 1, Lease.RENEWED, () -> {
            lease.renew();
            return false;
        });
        this.recovery = new Watch("recovery", 1, OVERSEEN, recovery::round);
    }

    /** Starts working. A process that only serves the web never calls this. */
    public void start() {
        working = true;
        lease.renew();
        lease.tidy();
        ledger.start();
        renewal.start();
        recovery.start();
        lanes.forEach(Lane::start);
    }

    /** There is something to send: called after a commit that took a send on. */
    public void nudge() {
        if (working) {
            lanes.forEach(Lane::nudge);
        }
    }

    /** Takes nothing more and waits for the letters under way, 22 s at most; what is not done by then others take over. */
    @Override
    public void close() {
        if (!working) {
            return;
        }
        working = false;
        recovery.close(Duration.ZERO);
        List<CompletableFuture<Boolean>> closing = lanes.stream()
                .map(lane -> CompletableFuture.supplyAsync(() -> lane.close(DRAIN), each -> new Thread(each).start()))
                .toList();
        boolean ended = closing.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        ledger.close();
        renewal.close(Duration.ZERO);
        if (ended) {
            lease.giveUp();
        }
    }
}
