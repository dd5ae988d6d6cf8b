package dev.certsend.delivery;

import dev.certsend.delivery.Books.Settlement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what a worker had in hand whose lease has run out, or what only the database says this one has. What it had not begun to hand over is due again; where its final
 * dot may have been sent, that is recorded first.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int MOST_AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Lease lease;
    private final Hands hands;
    private final Books books;
    private final RetryPolicy policy;
    private final Runnable found;

    /** @param found told when something is due again */
    Recovery(Jdbi jdbi, Lease lease, Hands hands, Books books, RetryPolicy policy, Runnable found) {
        this.jdbi = jdbi;
        this.lease = lease;
        this.hands = hands;
        this.books = books;
        this.policy = policy;
        this.found = found;
    }

    /** Whether there may be more. */
    boolean round() {
        Map<UUID, Integer> strays =
                hands.strays(() -> jdbi.withHandle(handle -> Claims.inHand(handle, lease.workerId())));
        if (!strays.isEmpty()) {
            settle(transaction -> Claims.lock(transaction, lease.workerId(), strays));
        }
        return settle(transaction -> Claims.lockAbandoned(transaction, lease.workerId(), MOST_AT_ONCE)) == MOST_AT_ONCE;
    }

    private int settle(Function<Handle, List<Attempt>> lock) {
        int left = jdbi.inTransaction(transaction -> {
            List<Settlement> settlements = lock.apply(transaction).stream()
                    .map(attempt -> new Settlement(attempt, ending(attempt), true))
                    .toList();
            books.write(transaction, settlements, List.of());
            return settlements.size();
        });
        if (left > 0) {
            LOG.warn("took over {} deliveries that a worker had left", left);
            found.run();
        }
        return left;
    }

    private Ending ending(Attempt attempt) {
        Delivery delivery = attempt.delivery();
        if (!delivery.dotted()) {
            return Ending.untried(attempt);
        }
        String stopped = "the worker stopped "
                + (delivery.via() == Via.SMTP ? "after the final dot" : "before CertCentral's answer");
        return Ending.stopped(stopped, attempt, policy);
    }
}
