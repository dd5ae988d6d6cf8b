package dev.certsend.faults;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Which faults the sink's conversations meet, by seeded chance. Safe for many threads. */
final class SinkFaults {
    private final Random random;
    private List<SmtpFault> faults = List.of();
    private CountDownLatch gate = new CountDownLatch(0);
    private int waiting;
    private int doubts;
    private int struck;

    SinkFaults(long seed) {
        random = new Random(seed);
    }

    synchronized void set(List<SmtpFault> now) {
        faults = List.copyOf(now);
    }

    /** From now on every conversation waits at this point until {@link #open}. */
    synchronized void shut(SmtpPoint at) {
        gate = new CountDownLatch(1);
        waiting = 0;
        faults = List.of(SmtpFault.of(SmtpFault.Kind.WAIT, at, 1));
    }

    /** All is well from now on, and who waited goes on. */
    synchronized void open() {
        faults = List.of();
        gate.countDown();
    }

    /** How many conversations came to the point that was shut last. */
    synchronized int waiting() {
        return waiting;
    }

    /** How many letters were left in doubt. */
    synchronized int doubts() {
        return doubts;
    }

    /** How often a fault struck. */
    synchronized int struck() {
        return struck;
    }

    synchronized Optional<SmtpFault> at(SmtpPoint point) {
        for (SmtpFault fault : faults) {
            if (fault.at() == point && random.nextDouble() < fault.probability()) {
                struck++;
                doubts += fault.leavesDoubt() ? 1 : 0;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Waits until the gate opens. */
    void await() throws InterruptedException {
        CountDownLatch shut;
        synchronized (this) {
            waiting++;
            shut = gate;
        }
        shut.await();
    }
}
