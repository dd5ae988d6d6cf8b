package dev.certsend.mirror;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * How old the mirror is. Answered from memory, which a thread of its own brings up to date every 10 s, so a form can ask while
 * somebody waits for it. While the database does not answer, the mirror gets older.
 *
 * <p>A form asks {@link #neverFilled} first: then there may be no orders to pick from. Else {@link #staleness}.
 */
public final class Freshness implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final int MISSED_ROUNDS = 3;

    private final MirrorStore store;
    private final Duration bound;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "mirror-freshness");
        made.setDaemon(true);
        return made;
    });
    private volatile @Nullable Look last;

    /** What was seen, and when by {@link System#nanoTime}. */
    private record Look(Optional<Duration> age, long at) {}

    /**
     * Knows nothing before {@link #start}.
     *
     * @param syncEvery the pause between two syncs; the mirror is stale when it is older than three of them
     */
    public Freshness(Jdbi jdbi, Duration syncEvery) {
        store = new MirrorStore(jdbi);
        bound = syncEvery.multipliedBy(MISSED_ROUNDS);
    }

    /** Looks once, then every 10 s. */
    public void start() {
        look();
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether no sync ever came to a good end, so that orders are missing. False before the first look. */
    public boolean neverFilled() {
        Look seen = last;
        return seen != null && seen.age().isEmpty();
    }

    /** How old the mirror is when that is too old; empty when it is fresh, and when it was never filled. */
    public Optional<Duration> staleness() {
        return age().filter(age -> age.compareTo(bound) > 0);
    }

    /** The time since a sync last came to a good end; empty when none ever did. */
    public Optional<Duration> age() {
        Look seen = last;
        return seen == null ? Optional.empty() : seen.age().map(age -> age.plusNanos(System.nanoTime() - seen.at()));
    }

    /** Brings the memory up to date. */
    void look() {
        try {
            last = new Look(store.age(), System.nanoTime());
        } catch (JdbiException e) {
            // The database tells nothing now: what was seen grows older.
            return;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
