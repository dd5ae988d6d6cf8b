package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.time.Duration;
import java.time.Instant;
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
                                WHERE via = :via AND paused_until <= now()
                                    AND EXISTS (SELECT FROM delivery d WHERE d.via = :via AND d.due_at <= now())""")
                        .bind("via", via.value())
                        .bind("first", FIRST_PAUSE.toSeconds())
                        .bind("longest", LONGEST_PAUSE.toSeconds())
                        .execute()
                == 1;
    }

    /** A way took no letter: it pauses. Once the first pause was not enough everybody is told. */
    void refused(Handle transaction, Attempt attempt, RelayFault fault, List<Entry> entries) {
        Via via = attempt.delivery().via();
        seenPaused.add(via);
        int began = transaction
                .createUpdate("""
                        INSERT INTO relay (via, paused_since, paused_until, pauses, refused, reason)
                        VALUES (:via, now(), now() + :first * interval '1 second', 1, :refused, :reason)
                        ON CONFLICT (via) DO NOTHING""")
                .bind("via", via.value())
                .bind("first", FIRST_PAUSE.toSeconds())
                .bind("refused", fault.refused())
                .bind("reason", fault.reason())
                .execute();
        if (began == 1) {
            LOG.warn("{} took no letter, so all of them wait a moment: {}", via.value(), fault.reason());
            return;
        }
        transaction
                .createQuery("""
                        UPDATE relay SET reason = :reason, refused = :refused, told = true
                        WHERE via = :via AND pauses > 1 AND NOT told RETURNING paused_since""")
                .bind("via", via.value())
                .bind("refused", fault.refused())
                .bind("reason", fault.reason())
                .mapTo(Instant.class)
                .findOne()
                .ifPresent(since -> {
                    LOG.error("{} takes no letters, and all of them wait: {}", via.value(), fault.reason());
                    entries.add(Entry.of(Action.RELAY_PAUSED, attempt.send().teamId())
                            .because(via.value() + ": " + fault.reason()));
                    operators.tell(transaction, via, since, false);
                    tellThoseWhoWait(transaction, via);
                });
    }

    /** Where one of these ways was paused, and has answered about a letter, well or not, that is over. */
    void settled(Handle transaction, List<Books.Settlement> endings, List<Entry> entries) {
        for (Via via : List.copyOf(seenPaused)) {
            List<Books.Settlement> own = endings.stream()
                    .filter(each -> each.attempt().delivery().via() == via)
                    .toList();
            Optional<Attempt> answered = own.stream()
                    .map(Books.Settlement::attempt)
                    .filter(Attempt::answered)
                    .findFirst();
            if (answered.isPresent()) {
                resume(transaction, answered.get(), entries);
            } else if (own.stream().anyMatch(each -> each.ending().fault() == null)) {
                // It was asked with a letter that never got there: the next one may ask at once.
                transaction
                        .createUpdate("UPDATE relay SET paused_until = now() WHERE via = :via")
                        .bind("via", via.value())
                        .execute();
            }
        }
    }

    private void resume(Handle transaction, Attempt attempt, List<Entry> entries) {
        Via via = attempt.delivery().via();
        transaction
                .createQuery("DELETE FROM relay WHERE via = :via RETURNING CASE WHEN told THEN paused_since END")
                .bind("via", via.value())
                .mapTo(Instant.class)
                .findOne()
                .ifPresent(since -> {
                    LOG.info("{} takes letters again", via.value());
                    entries.add(Entry.of(Action.RELAY_RESUMED, attempt.send().teamId())
                            .because(via.value() + ": paused since " + since));
                    operators.tell(transaction, via, since, true);
                    tellThoseWhoWait(transaction, via);
                });
        seenPaused.remove(via);
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
