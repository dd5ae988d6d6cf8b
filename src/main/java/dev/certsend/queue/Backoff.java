package dev.certsend.queue;

import java.time.Duration;

/** How long to wait after the n-th fault in a row of a job: 1 s, doubling, at most 10 minutes. */
final class Backoff {
    private static final Duration MOST = Duration.ofMinutes(10);

    private Backoff() {}

    static Duration after(int faults) {
        int doublings = Math.min(Math.max(faults - 1, 0), 10);
        Duration pause = Duration.ofSeconds(1L << doublings);
        return pause.compareTo(MOST) > 0 ? MOST : pause;
    }
}
