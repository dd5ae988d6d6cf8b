package dev.certsend.download;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often something may be done, counted for each of those who do it: so many at once, and from then on at a pace. */
final class Limit {
    /** Whoever was forgotten has all anew, so an attacker gains nothing by addresses that are not used again. */
    private static final int MOST_REMEMBERED = 20_000;

    private final LoadingCache<Object, Bucket> buckets;

    /**
     * A limit nobody has used of yet.
     *
     * @param atOnce how many at once
     * @param perSecond how many more each second, until there are as many again
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    Limit(int atOnce, int perSecond, LongSupplier nanoTime) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(atOnce)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
        TimeMeter clock = new Clock(nanoTime);
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                // By then a bucket is full again.
                .expireAfterAccess(Duration.ofSeconds(1 + atOnce / perSecond))
                .ticker(nanoTime::getAsLong)
                .build(key -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(clock)
                        .build());
    }

    /** Takes one; returns how many seconds to wait where there is none, else 0. */
    long take(Object who) {
        ConsumptionProbe probe = buckets.get(who).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : 1 + probe.getNanosToWaitForRefill() / Duration.ofSeconds(1).toNanos();
    }

    /** How many are remembered. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private record Clock(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
