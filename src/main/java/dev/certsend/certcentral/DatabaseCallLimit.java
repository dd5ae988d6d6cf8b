package dev.certsend.certcentral;

import dev.certsend.certcentral.CertCentralFault.Kind;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * CertCentral's limits for a key, 100 calls in 5 seconds and 1,000 in 3 minutes, kept by all processes of a database
 * together. Both windows roll; a token bucket, and so every library of them, lets up to twice the limit through one. Hence
 * a log of the calls made, timed by the database's clock. A row in the future means that nobody is to pass until then.
 *
 * <p>A fault of the database is the caller's: without the log no call is known to be allowed.
 */
public final class DatabaseCallLimit implements CallLimit {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Also the longest quiet: whatever was counted is forgotten by then. */
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(3);

    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 0x63657274_63616c6cL;

    /**
     * Where the n-th newest call is younger than the window, n calls or more are in it until it has left. Half a second is
     * added to each window: calls don't all take equally long to arrive, and CertCentral counts arrivals.
     */
    private static final String MILLISECONDS_TO_WAIT = """
            SELECT coalesce(ceil(1000 * extract(epoch FROM max(free_at) - clock_timestamp())), 0)::bigint FROM (
                (SELECT called_at AS free_at FROM certcentral_call ORDER BY called_at DESC LIMIT 1)
                UNION ALL
                (SELECT called_at + interval '5.5 seconds' FROM certcentral_call
                    ORDER BY called_at DESC OFFSET :mostInFiveSeconds - 1 LIMIT 1)
                UNION ALL
                (SELECT called_at + interval '180.5 seconds' FROM certcentral_call
                    ORDER BY called_at DESC OFFSET :mostInThreeMinutes - 1 LIMIT 1)) AS bound""";

    private final Jdbi jdbi;

    public DatabaseCallLimit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A person waits 20 seconds at most, and not at all if that would not be enough; a sync waits as long as it takes. */
    @Override
    public void pass(Urgency urgency) {
        long start = System.nanoTime();
        for (Duration wait = tryToPass(urgency); !wait.isZero(); wait = tryToPass(urgency)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (urgency == Urgency.PERSON && waited.plus(wait).compareTo(PATIENCE) > 0) {
                String words = "CertCentral was not asked: our own limit of calls leaves none for another %d s"
                        .formatted(wait.toSeconds() + 1);
                throw new CertCentralFault(Kind.RATE_LIMITED, words, wait);
            }
            sleep(wait);
        }
    }

    /** A quiet beyond 3 minutes is cut to that: no window is longer. */
    @Override
    public void quiet(Duration span) {
        Duration quiet = span.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : span;
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO certcentral_call (called_at)
                        VALUES (clock_timestamp() + :milliseconds * interval '1 millisecond')""").bind("milliseconds", quiet.toMillis()).execute());
    }

    /** Zero if the call may be made, and is counted; else how long to wait before the next try. */
    private Duration tryToPass(Urgency urgency) {
        return jdbi.inTransaction(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
            // What lies further ahead than any quiet was written before the clock was set back.
            handle.execute("""
                    DELETE FROM certcentral_call WHERE called_at NOT BETWEEN
                        clock_timestamp() - interval '181 seconds' AND clock_timestamp() + interval '181 seconds'""");
            long wait = millisecondsToWait(handle, urgency);
            if (wait <= 0) {
                handle.execute("INSERT INTO certcentral_call DEFAULT VALUES");
            }
            return Duration.ofMillis(Math.max(wait, 0));
        });
    }

    private static long millisecondsToWait(Handle handle, Urgency urgency) {
        return handle.createQuery(MILLISECONDS_TO_WAIT)
                .bind("mostInFiveSeconds", urgency == Urgency.PERSON ? 100 : 90)
                .bind("mostInThreeMinutes", urgency == Urgency.PERSON ? 1000 : 900)
                .mapTo(Long.class)
                .one();
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CertCentralFault(
                    Kind.UNREACHABLE, "CertCentral was not asked: interrupted while our own limit of calls held");
        }
    }
}
