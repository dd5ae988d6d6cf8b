package dev.certsend.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a letter that was deferred is tried again: after 1, 5, 15, 30, 60 minutes, then hourly until two days have passed. */
final class RetryLadder {
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));
    private static final int LAST_ATTEMPT = 52;

    private RetryLadder() {}

    /** The pause after this attempt, the first being 1; empty when it was the last. */
    static Optional<Duration> after(int attempt) {
        if (attempt >= LAST_ATTEMPT) {
            return Optional.empty();
        }
        return Optional.of(STEPS.get(Math.min(attempt - 1, STEPS.size() - 1)));
    }
}
