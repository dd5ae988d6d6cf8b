package dev.certsend.mirror;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How to let time pass between two tries. */
@FunctionalInterface
public interface Pause {

    /** Really waits. */
    Pause REAL = span -> TimeUnit.MILLISECONDS.sleep(span.toMillis());

    /**
     * Lets it pass.
     *
     * @throws InterruptedException the program stops
     */
    void pass(Duration span) throws InterruptedException;
}
