package dev.certsend.playground;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has every test that waits look at once, then ever less often, for as long as a busy machine may take. JUnit finds it by itself. */
public final class Patience implements BeforeAllCallback {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LAST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(Patience::next, FIRST));
    }

    private static Duration next(Duration last) {
        Duration longer = last.multipliedBy(2);
        return longer.compareTo(LAST) < 0 ? longer : LAST;
    }
}
