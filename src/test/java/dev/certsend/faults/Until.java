package dev.certsend.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting for what has to come. */
final class Until {
    private Until() {}

    /**
     * Waits until it holds; what it throws is taken for a no, since the database may be gone for the moment.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if it does not come in time
     */
    static void holds(String what, long seconds, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(seconds))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .ignoreExceptions()
                .until(condition);
    }
}
