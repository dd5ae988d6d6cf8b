package dev.certsend.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sync remembers, by the database's clock.
 *
 * @param now when it was read
 * @param fullBeganAt of the full sync under way, else of the last one
 * @param fullEndedAt of the last one that came to its end
 * @param knownUntil every change before this is in the mirror
 */
record MirrorState(
        Instant now,
        @Nullable Instant fullBeganAt,
        @Nullable Instant fullEndedAt,
        Place place,
        @Nullable Instant knownUntil) {
    private static final Duration FULL_EVERY = Duration.ofDays(1);

    /** As long as the changes since its beginning can be caught up with. */
    private static final Duration FULL_KEEPS = Duration.ofDays(6);

    /** Whether a full sync was left off that is worth going on with. */
    boolean underWay() {
        return fullBeganAt != null
                && (fullEndedAt == null || fullEndedAt.isBefore(fullBeganAt))
                && fullBeganAt.isAfter(now.minus(FULL_KEEPS));
    }

    boolean fullIsDue() {
        return underWay() || fullEndedAt == null || fullEndedAt.isBefore(now.minus(FULL_EVERY));
    }

    /** The span in which something may have changed unseen; empty where nothing was ever read whole, or longer ago than that. */
    Optional<Duration> unknown(Duration overlap, Duration longest) {
        if (fullEndedAt == null || knownUntil == null) {
            return Optional.empty();
        }
        Duration span = Duration.between(knownUntil, now).plus(overlap);
        return span.compareTo(longest) > 0 || span.compareTo(overlap) < 0 ? Optional.empty() : Optional.of(span);
    }
}
