package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the ways take letters: where the mail server is down or refuses us, as for a wrong password, all letters wait and none
 * of them loses an attempt. One letter at a time asks whether it is over, after 5 s, then at growing pauses of a minute at most.
 */
final class Relays {
    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Operators operators;
    private final DeliveryNews news;
    /** Ways of which this process saw that they were paused: of all others nothing has to be written. */
    private final Set<Via> seenPaused = ConcurrentHashMap.newKeySet();

    Relays(Operators operators, DeliveryNews news) {
        this.operators = operators;
        this.news = news;
    }

    /** How many letters may be taken, so many at most: none in a pause, and one after it. */
    int allowed(Handle transaction, Via via, int most) {
        Optional<Boolean> probe = transaction
                .createQuery("SELECT paused_until <= now() FROM relay WHERE via = :via")
                .bind("via", via.value())
                .mapTo(Boolean.class)
                .findOne();
        if (probe.isEmpty()) {
            seenPaused.remove(via);
            return most;
        }
        seenPaused.add(via);
        return probe.get() && nextPause(transaction, via) ? 1 : 0;
    }

    /** Begins the next pause; whoever does so may ask. */
    private static boolean nextPause(Handle transaction, Via via) {
        return transaction
                        .createUpdate("""
                                UPDATE relay SET pauses = pauses + 1,
                                    paused_until = now() + least(:first * power(2, least(pauses, 10)), :longest)
                                        * interval '1 second'
                                WHERE via = :via AND paused_until <= now()""")
                        .bind("via", via.value())
                        .bind("first", FIRST_PAUSE.toSeconds())
                        .bind("longest", LONGEST_PAUSE.toSeconds())
                        .execute()
                == 1;
    }

    /**
     * A way took no letter: it pauses. Whoever operates this is told at once, and everybody who waits for a letter once the
     * first pause was not enough.
     */
    void refused(Handle transaction, Attempt attempt, RelayFault fault, List<Entry> entries) {
        Via via = attempt.delivery().via();
        seenPaused.add(via);
        Optional<Instant> began = transaction
                .createQuery("""
                        INSERT INTO relay (via, paused_since, paused_until, pauses, refused, reason)
                        VALUES (:via, now(), now() + :first * interval '1 second', 1, :refused, :reason)
                        ON CONFLICT (via) DO NOTHING RETURNING paused_since""")
                .bind("via", via.value())
                .bind("first", FIRST_PAUSE.toSeconds())
                .bind("refused", fault.refused())
                .bind("reason", fault.reason())
                .mapTo(Instant.class)
                .findOne();
        if (began.isPresent()) {
            LOG.error("{} takes no letters, all of them wait: {}", via.value(), fault.reason());
            entries.add(Entry.of(Action.RELAY_PAUSED, attempt.send().teamId())
                    .because(via.value() + ": " + fault.reason()));
            operators.tell(transaction, via, began.get(), false);
            return;
        }
        boolean secondTime = transaction
                        .createUpdate("""
                                UPDATE relay SET reason = :reason, refused = :refused, told = true
                                WHERE via = :via AND pauses > 1 AND NOT told""")
                        .bind("via", via.value())
                        .bind("refused", fault.refused())
                        .bind("reason", fault.reason())
                        .execute()
                == 1;
        if (secondTime) {
            tellThoseWhoWait(transaction, via);
        }
    }

    /** These ways have answered about a letter, well or not: if they were paused, that is over. */
    void answered(Handle transaction, Collection<Attempt> attempts, List<Entry> entries) {
        Set<Via> done = EnumSet.noneOf(Via.class);
        for (Attempt attempt : attempts) {
            Via via = attempt.delivery().via();
            if (!seenPaused.contains(via) || !done.add(via)) {
                continue;
            }
            transaction
                    .createQuery("DELETE FROM relay WHERE via = :via RETURNING paused_since, told")
                    .bind("via", via.value())
                    .map((row, context) -> {
                        Instant since = row.getTimestamp("paused_since").toInstant();
                        LOG.info("{} takes letters again", via.value());
                        entries.add(
                                Entry.of(Action.RELAY_RESUMED, attempt.send().teamId())
                                        .because(via.value() + ": paused since " + since));
                        operators.tell(transaction, via, since, true);
                        return row.getBoolean("told");
                    })
                    .findOne()
                    .filter(told -> told)
                    .ifPresent(told -> tellThoseWhoWait(transaction, via));
            seenPaused.remove(via);
        }
    }

    private void tellThoseWhoWait(Handle transaction, Via via) {
        List<UUID> waiting = transaction
                .createQuery("SELECT DISTINCT send_id FROM delivery WHERE via = :via AND due_at IS NOT NULL")
                .bind("via", via.value())
                .mapTo(UUID.class)
                .list();
        if (!waiting.isEmpty()) {
            news.progressed(transaction, waiting);
        }
    }
}
