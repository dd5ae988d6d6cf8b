package dev.certsend.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What this process has in hand, by delivery and attempt. The database may say that it has more: where the answer to a claim got
 * lost with its connection, nobody works on what was claimed.
 */
final class Hands {
    private final Map<UUID, Integer> held = new ConcurrentHashMap<>();
    private final ReadWriteLock taking = new ReentrantReadWriteLock();

    /** Takes what the claim takes. */
    List<Attempt> take(Supplier<List<Attempt>> claim) {
        taking.readLock().lock();
        try {
            List<Attempt> attempts = claim.get();
            attempts.forEach(attempt ->
                    held.put(attempt.delivery().deliveryId(), attempt.delivery().attempt()));
            return attempts;
        } finally {
            taking.readLock().unlock();
        }
    }

    /** Nobody here works on it any more. */
    void done(Attempt attempt) {
        held.remove(attempt.delivery().deliveryId(), attempt.delivery().attempt());
    }

    /** Of what the database says is in hand, with its attempts, those that are not; none while something is being taken. */
    Map<UUID, Integer> strays(Supplier<Map<UUID, Integer>> said) {
        // Waiting would keep others from taking, as long as a claim hangs in a connection that is gone.
        if (!taking.writeLock().tryLock()) {
            return Map.of();
        }
        try {
            Map<UUID, Integer> strays = new HashMap<>(said.get());
            strays.entrySet().removeAll(held.entrySet());
            return strays;
        } finally {
            taking.writeLock().unlock();
        }
    }
}
