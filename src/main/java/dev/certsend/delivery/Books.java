package dev.certsend.delivery;

import static java.util.Comparator.comparing;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.link.NewLink;
import dev.certsend.link.SentLinks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Writes what becomes of attempts, many in one transaction, each change with its audit entry. All are guarded by the attempt's
 * number. Rows are locked in one order: deliveries, links, sends, confirmations, and of each kind by their ids.
 */
final class Books {
    private static final byte[] NONE = {};

    private final DeliveryNews news;
    private final Relays relays;

    Books(DeliveryNews news, Relays relays) {
        this.news = news;
        this.relays = relays;
    }

    /**
     * An attempt, and how it ended.
     *
     * @param takenOver whether it ends by another's hand, so that the number of the attempt is good for nothing any more
     */
    record Settlement(Attempt attempt, Ending ending, boolean takenOver) {
        UUID deliveryId() {
            return attempt.delivery().deliveryId();
        }
    }

    /** What came of those whose final dot is about to be sent. */
    record Dots(Set<UUID> mayLeave, Set<UUID> revoked) {}

    /** Writes both kinds; endings first, so that whoever asks for its next dot has its last letter settled. */
    Dots write(Handle transaction, List<Settlement> endings, List<Attempt> dots) {
        List<Entry> entries = new ArrayList<>();
        Set<UUID> changed = settle(
                transaction,
                endings.stream()
                        .sorted(comparing(each -> each.deliveryId().toString()))
                        .toList(),
                entries);
        List<Attempt> asking = dots.stream()
                .sorted(comparing(attempt -> attempt.delivery().deliveryId().toString()))
                .toList();
        Dots written = asking.isEmpty() ? new Dots(Set.of(), Set.of()) : dots(transaction, asking, entries);
        AuditLog.append(transaction, entries);
        if (!changed.isEmpty()) {
            news.progressed(transaction, changed);
        }
        return written;
    }

    /** Returns the sends of which people are to be told. */
    private Set<UUID> settle(Handle transaction, List<Settlement> endings, List<Entry> entries) {
        if (endings.isEmpty()) {
            return Set.of();
        }
        Map<UUID, Boolean> dotted = markEnded(transaction, endings);
        Set<UUID> changed = new TreeSet<>();
        for (Settlement each : endings) {
            Boolean attempted = dotted.get(each.deliveryId());
            if (attempted == null) {
                late(transaction, each, entries);
                continue;
            }
            Ending ending = each.ending();
            Attempt attempt = each.attempt();
            if (attempted && ending.actions().isEmpty()) {
                entries.add(Entries.of(Action.MAIL_DEFERRED, attempt).because(ending.reason()));
            }
            if (!attempted && !ending.actions().isEmpty()) {
                entries.add(attempted(attempt));
            }
            ending.actions()
                    .forEach(action -> entries.add(Entries.of(action, attempt).because(ending.reason())));
            if (ending.state() == Delivery.State.ACCEPTED && attempt.send().hasLinks()) {
                SentLinks.left(
                        transaction, each.deliveryId(), attempt.send().terms().days());
            }
            if (!attempted && ending.pause() != null && mayLeave(transaction, attempt)) {
                keepLink(transaction, attempt);
            }
            if (!ending.actions().isEmpty()) {
                changed.add(attempt.send().sendId());
            }
            if (ending.fault() != null) {
                relays.refused(transaction, attempt, ending.fault(), entries);
            }
        }
        relays.settled(transaction, endings, entries);
        return changed;
    }

    private static Entry attempted(Attempt attempt) {
        String by = attempt.delivery().via() == Via.SMTP ? "" : ", by CertCentral";
        return Entries.of(Action.MAIL_ATTEMPTED, attempt)
                .because("attempt " + attempt.delivery().attempt() + by);
    }

    /** Somebody else has it: that is left alone, but what was answered is put on record. */
    private static void late(Handle transaction, Settlement each, List<Entry> entries) {
        boolean takenOver = transaction
                .createQuery("SELECT attempt > :attempt FROM delivery WHERE delivery_id = :id")
                .bind("attempt", each.attempt().delivery().attempt())
                .bind("id", each.deliveryId())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (takenOver && !each.ending().actions().isEmpty()) {
            entries.add(Entries.of(Action.MAIL_ANSWERED_LATE, each.attempt())
                    .because("attempt " + each.attempt().delivery().attempt() + " ended "
                            + each.ending().state().text() + ": "
                            + each.ending().reason()));
        }
    }

    /** Of those that were still ours, whether their dot had been about to be sent. */
    private static Map<UUID, Boolean> markEnded(Handle transaction, List<Settlement> endings) {
        List<Ending> how = endings.stream().map(Settlement::ending).toList();
        return transaction
                .createQuery("""
                        WITH e AS (
                            SELECT * FROM unnest(:ids, :attempts, :states, :told, :doubts, :steps, :pauses, :bumps, :keeps, :letters)
                                AS e (id, attempt, state, told, doubt, step, pause, bump, keeps, letter)),
                        ended AS (
                        UPDATE delivery d SET state = e.state, attempt = d.attempt + e.bump, outcome = coalesce(e.told, d.outcome),
                            uncertain = d.uncertain + e.doubt, deferrals = d.deferrals + e.step,
                            due_at = CASE WHEN e.pause >= 0 THEN now() + e.pause * interval '1 millisecond' END,
                            settled_at = CASE WHEN e.pause < 0 THEN now() END,
                            dot_at = NULL, worker_id = NULL
                        FROM e JOIN delivery old ON old.delivery_id = e.id
                        WHERE d.delivery_id = e.id AND d.attempt = e.attempt AND d.state = 'sending'
                        RETURNING d.delivery_id, old.dot_at IS NOT NULL AS dotted, e.keeps, e.letter),
                        gone AS (
                            DELETE FROM letter l USING ended WHERE NOT ended.keeps AND l.delivery_id = ended.delivery_id),
                        kept AS (
                            INSERT INTO letter SELECT delivery_id, letter FROM ended WHERE keeps AND letter <> ''
                            ON CONFLICT DO NOTHING)
                        SELECT delivery_id, dotted FROM ended""")
                .bindArray(
                        "ids",
                        UUID.class,
                        endings.stream().map(Settlement::deliveryId).toList())
                .bindArray("attempts", Integer.class, attempts(endings.stream().map(Settlement::attempt)))
                .bindArray(
                        "states",
                        String.class,
                        how.stream().map(e -> e.state().text()).toList())
                .bindArray("told", String.class, how.stream().map(Ending::told).toArray())
                .bindArray(
                        "doubts",
                        Integer.class,
                        how.stream().map(e -> e.doubtful() ? 1 : 0).toList())
                .bindArray(
                        "steps",
                        Integer.class,
                        how.stream()
                                .map(e -> e.step() && e.pause() != null ? 1 : 0)
                                .toList())
                .bindArray(
                        "pauses",
                        Long.class,
                        how.stream()
                                .map(e -> e.pause() == null ? -1 : e.pause().toMillis())
                                .toList())
                .bindArray(
                        "bumps",
                        Integer.class,
                        endings.stream().map(e -> e.takenOver() ? 1 : 0).toList())
                .bindArray(
                        "keeps",
                        Boolean.class,
                        how.stream().map(Ending::keepsLetter).toList())
                .bindArray(
                        "letters",
                        byte[].class,
                        endings.stream()
                                .map(e -> e.ending().keepsLetter() ? letter(e.attempt()) : NONE)
                                .toList())
                .reduceRows(new HashMap<>(), (dotted, row) -> {
                    dotted.put(row.getColumn("delivery_id", UUID.class), row.getColumn("dotted", Boolean.class));
                    return dotted;
                });
    }

    private static byte[] letter(Attempt attempt) {
        byte[] written = attempt.written();
        return written == null ? NONE : written;
    }

    private static List<Integer> attempts(Stream<Attempt> attempts) {
        return attempts.map(attempt -> attempt.delivery().attempt()).toList();
    }

    private static Dots dots(Handle transaction, List<Attempt> dots, List<Entry> entries) {
        Set<UUID> revoked = new HashSet<>();
        for (Attempt attempt : dots) {
            if (!mayLeave(transaction, attempt)) {
                revoked.add(attempt.delivery().deliveryId());
            }
        }
        List<Attempt> asked = dots.stream()
                .filter(attempt -> !revoked.contains(attempt.delivery().deliveryId()))
                .toList();
        Set<UUID> mayLeave = markDot(transaction, asked);
        for (Attempt attempt : asked) {
            if (mayLeave.contains(attempt.delivery().deliveryId())) {
                keepLink(transaction, attempt);
                entries.add(attempted(attempt));
            }
        }
        return new Dots(mayLeave, revoked);
    }

    private static boolean mayLeave(Handle transaction, Attempt attempt) {
        return !attempt.send().hasLinks()
                || SentLinks.mayLeave(transaction, attempt.delivery().deliveryId());
    }

    private static Set<UUID> markDot(Handle transaction, Collection<Attempt> asked) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(transaction
                .createQuery("""
                        WITH marked AS (
                            UPDATE delivery d SET dot_at = now()
                            FROM unnest(:ids, :attempts, :letters) AS a (id, attempt, letter)
                            WHERE d.delivery_id = a.id AND d.attempt = a.attempt AND d.state = 'sending'
                            RETURNING d.delivery_id, a.letter),
                        kept AS (
                            INSERT INTO letter SELECT delivery_id, letter FROM marked WHERE letter <> ''
                            ON CONFLICT DO NOTHING)
                        SELECT delivery_id FROM marked""")
                .bindArray(
                        "ids",
                        UUID.class,
                        asked.stream()
                                .map(attempt -> attempt.delivery().deliveryId())
                                .toList())
                .bindArray("attempts", Integer.class, attempts(asked.stream()))
                .bindArray(
                        "letters",
                        byte[].class,
                        asked.stream().map(Books::letter).toList())
                .mapTo(UUID.class)
                .list());
    }

    /** A letter that is kept was kept with its link. */
    private static void keepLink(Handle transaction, Attempt attempt) {
        NewLink link = attempt.link();
        if (link != null) {
            link.keep(transaction, attempt.delivery().deliveryId());
        }
    }
}
