package dev.certsend.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a letter that was deferred is tried again, and what is done where nobody knows whether it arrived.
 *
 * @param ladder the pauses, one after each attempt; the last stands for all that follow
 * @param lasting how long pauses may sum up to before the delivery is given up
 * @param ask whether a letter that may have arrived waits for people to decide, instead of being tried again as it is
 */
public record RetryPolicy(List<Duration> ladder, Duration lasting, boolean ask) {

    /** @throws IllegalArgumentException there is no pause, one is shorter than a second, or the first is longer than all may be */
    public RetryPolicy {
        ladder = List.copyOf(ladder);
        if (ladder.isEmpty() || ladder.stream().anyMatch(pause -> pause.toSeconds() < 1)) {
            throw new IllegalArgumentException("each pause must be a second at least");
        }
        if (ladder.get(0).compareTo(lasting) > 0) {
            throw new IllegalArgumentException("the first pause is longer than letters are tried for");
        }
    }

    /** The pause after so many that there were before; empty when there is no further one. */
    Optional<Duration> after(int deferrals) {
        Duration before = IntStream.range(0, deferrals).mapToObj(this::pause).reduce(Duration.ZERO, Duration::plus);
        Duration next = pause(deferrals);
        return before.plus(next).compareTo(lasting) > 0 ? Optional.empty() : Optional.of(next);
    }

    private Duration pause(int deferrals) {
        return ladder.get(Math.min(deferrals, ladder.size() - 1));
    }
}
