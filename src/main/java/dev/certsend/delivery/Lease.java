package dev.certsend.delivery;

import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** This process's row in table {@code worker}: whose lease has run out, others take over what it had in hand. */
final class Lease {
    /** How long others wait after the last sign of life. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    /** How often it is renewed. */
    static final Duration RENEWED = Duration.ofSeconds(5);

    /** How long one's own lease has held before one takes another's to have run out: longer than renewing one takes. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final UUID workerId = UUID.randomUUID();

    Lease(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    UUID workerId() {
        return workerId;
    }

    void renew() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO worker AS own (worker_id, held_since, lease_until)
                        VALUES (:workerId, now(), now() + :length * interval '1 second')
                        ON CONFLICT (worker_id) DO UPDATE SET lease_until = EXCLUDED.lease_until,
                            held_since = CASE WHEN own.lease_until > now() THEN own.held_since ELSE now() END""")
                .bind("workerId", workerId)
                .bind("length", LENGTH.toSeconds())
                .execute());
    }

    /** Nothing is in hand any more. */
    void giveUp() {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM worker WHERE worker_id = :workerId")
                .bind("workerId", workerId)
                .execute());
    }

    /** Forgets workers that died long ago. */
    void tidy() {
        jdbi.useHandle(handle -> handle.execute("""
                DELETE FROM worker w WHERE lease_until < now() - interval '1 day'
                    AND NOT EXISTS (SELECT FROM delivery d WHERE d.worker_id = w.worker_id)"""));
    }
}
