package dev.certsend.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which letters leave by SMTP, kept by all processes of a database together and timed by its clock. Each
 * attempt reserves a slot of its own, now or ahead, so that no window of the span has more slots than the rate allows;
 * nobody waits for a slot but the job itself, outside of any worker.
 */
final class SendRate {
    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 0x63657274_736c6f74L;

    /** A slot missed by more is lost: else all that fell due while no worker ran would leave at once. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** Who has longer to wait asks again: a slot may turn out to be of a clock that was set back, or of another rate. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final String SLOT_OF_ITS_OWN = """
            SELECT ceil(1000 * extract(epoch FROM slot_at - clock_timestamp()))::bigint FROM delivery
            WHERE delivery_id = :deliveryId AND state IN ('queued', 'deferred')
                AND slot_at >= clock_timestamp() - :late * interval '1 millisecond'
                AND EXISTS (SELECT FROM smtp_slot WHERE smtp_slot.slot_at = delivery.slot_at)""";

    private static final String NEEDS_ONE = """
            SELECT EXISTS (SELECT FROM delivery JOIN send USING (send_id)
                WHERE delivery_id = :deliveryId AND via = 'smtp' AND state IN ('queued', 'deferred', 'sending'))""";

    /**
     * Slots that nobody can miss or run into any more; and all those ahead where the last lies further ahead than so many
     * slots reach, which a clock that was set back, or another rate, has left behind.
     */
    private static final String TIDY = """
            WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
                ahead AS (SELECT count(*) AS slots, max(slot_at) AS last FROM smtp_slot, clock WHERE slot_at > now)
            DELETE FROM smtp_slot USING clock, ahead
            WHERE slot_at <= now - greatest(:span, :late) * interval '1 millisecond'
                OR (slot_at > now
                    AND last > now + ceil(slots::numeric / :letters) * :span * interval '1 millisecond')""";

    private static final String RESERVE = """
            WITH slot AS (
                INSERT INTO smtp_slot (slot_at)
                SELECT greatest(clock_timestamp(), :span * interval '1 millisecond'
                    + (SELECT slot_at FROM smtp_slot ORDER BY slot_at DESC OFFSET :letters - 1 LIMIT 1))
                RETURNING slot_at)
            UPDATE delivery SET slot_at = slot.slot_at FROM slot WHERE delivery_id = :deliveryId
            RETURNING ceil(1000 * extract(epoch FROM slot.slot_at - clock_timestamp()))::bigint""";

    private final Jdbi jdbi;
    private final @Nullable Rate rate;

    /** @param rate null where there is no limit */
    SendRate(Jdbi jdbi, @Nullable Rate rate) {
        this.jdbi = jdbi;
        this.rate = rate;
    }

    /** How long this delivery's next attempt has to wait, an hour at most at a time; empty where it may begin now. */
    Optional<Duration> wait(UUID deliveryId) {
        Rate kept = rate;
        if (kept == null) {
            return Optional.empty();
        }
        return jdbi.inTransaction(transaction -> slot(transaction, deliveryId, kept))
                .filter(milliseconds -> milliseconds > 0)
                .map(Duration::ofMillis)
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /** In how many milliseconds its slot is, reserved now if it has none; empty where it needs none. */
    private static Optional<Long> slot(Handle transaction, UUID deliveryId, Rate rate) {
        Optional<Long> own = transaction
                .createQuery(SLOT_OF_ITS_OWN)
                .bind("deliveryId", deliveryId)
                .bind("late", LATE.toMillis())
                .mapTo(Long.class)
                .findOne();
        if (own.isPresent()
                || !transaction
                        .createQuery(NEEDS_ONE)
                        .bind("deliveryId", deliveryId)
                        .mapTo(Boolean.class)
                        .one()) {
            return own;
        }
        transaction.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
        transaction
                .createUpdate(TIDY)
                .bind("letters", rate.letters())
                .bind("span", rate.span().toMillis())
                .bind("late", LATE.toMillis())
                .execute();
        return transaction
                .createQuery(RESERVE)
                .bind("deliveryId", deliveryId)
                .bind("letters", rate.letters())
                .bind("span", rate.span().toMillis())
                .mapTo(Long.class)
                .findOne();
    }
}
