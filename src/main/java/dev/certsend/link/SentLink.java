package dev.certsend.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A link as its sender sees it, which is all but its token.
 *
 * @param state at the time {@code asOf}
 * @param revokedAt when it was revoked itself; null also where its order was revoked before the link could be
 * @param revokedBy the user who revoked it; null where nobody did, and where its order was revoked
 * @param mostDownloads how many downloads it was given; null for as many as one likes
 * @param opened how often people opened the page
 * @param downloaded how often people took a file; where downloads are counted, how many of them were taken, by whomever
 * @param scanned how often machines did either, but for the counted downloads
 * @param lastUsedAt when a person did last; null where none has
 * @param asOf the database's time at which all this was so
 */
public record SentLink(
        UUID linkId,
        UUID deliveryId,
        UUID sendId,
        String teamId,
        String requesterId,
        long orderId,
        long certificateId,
        String certificateName,
        String recipient,
        State state,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable Integer mostDownloads,
        int opened,
        int downloaded,
        int scanned,
        @Nullable Instant lastUsedAt,
        Instant asOf) {

    private static final List<Integer> DAYS = List.of(7, 14, 30, 60, LinkTerms.MOST_DAYS);

    /** An extension that gains less is none. */
    private static final Duration GAIN = Duration.ofHours(1);

    /** What becomes of whoever opens it. */
    public enum State {
        LIVE,
        /** The page opens and has no downloads left. */
        USED_UP,
        EXPIRED,
        REVOKED
    }

    /** Whether its page opens, so that there is something to revoke. */
    public boolean opens() {
        return state == State.LIVE || state == State.USED_UP;
    }

    /** Whether its time is over, whatever else became of it. */
    boolean isOver() {
        return !expiresAt.isAfter(asOf);
    }

    /** Whether the number of downloads it was given is used up. */
    public boolean usedUp() {
        return mostDownloads != null && downloaded >= mostDownloads;
    }

    /** Whether it would end later than now if it ended so many days from now. */
    boolean gainsBy(int days) {
        return asOf.plus(Duration.ofDays(days)).isAfter(expiresAt.plus(GAIN));
    }

    /** The days from now to which it can be extended; none where it is revoked or has no downloads left. */
    public List<Integer> extensions() {
        Stream<Integer> days = state == State.REVOKED || usedUp() ? Stream.of() : DAYS.stream();
        return days.filter(this::gainsBy).toList();
    }

    /** When it would end after such an extension. */
    public Instant in(int days) {
        return asOf.plus(Duration.ofDays(days));
    }
}
