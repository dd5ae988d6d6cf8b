package dev.certsend.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How long it took, after each kill, until work went on: also on the deliveries that the dead had in hand. */
final class Takeovers {
    private final Tables tables;
    private final List<Kill> kills = new ArrayList<>();

    /** @param inHand deliveries that a worker had, and in which attempt */
    private record Kill(Instant at, Map<UUID, Integer> inHand) {}

    Takeovers(Tables tables) {
        this.tables = tables;
    }

    /** Called right before. */
    void killing() {
        Map<UUID, Integer> inHand = new HashMap<>();
        tables.jdbi().useHandle(handle -> handle.createQuery(
                        "SELECT delivery_id, attempt FROM delivery WHERE state = 'sending'")
                .map((row, context) -> {
                    inHand.put(row.getObject("delivery_id", UUID.class), row.getInt("attempt"));
                    return row.getRow();
                })
                .list());
        kills.add(new Kill(Instant.now(), inHand));
    }

    /** As if the lease of every worker had run out. */
    void endLeases() {
        tables.change("UPDATE worker SET lease_until = now() - interval '1 second'");
    }

    /** Zero where nothing was killed. */
    Duration longest(Letters letters) {
        return kills.stream()
                .map(kill -> after(kill, letters))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration after(Kill kill, Letters letters) {
        Optional<Instant> first = letters.firstAfter(kill.at());
        Duration back = first.map(at -> Duration.between(kill.at(), at)).orElse(Duration.ZERO);
        for (Map.Entry<UUID, Instant> next : nextEntries(kill).entrySet()) {
            Duration later = Duration.between(kill.at(), takenSince(kill, next.getKey(), next.getValue()));
            back = later.compareTo(back) > 0 ? later : back;
        }
        return back;
    }

    /** Who took it next may have been killed too: then it was back in work before that kill. */
    private Instant takenSince(Kill kill, UUID id, Instant next) {
        int attempt = kill.inHand().getOrDefault(id, 0);
        return kills.stream()
                .filter(later -> later.at().isAfter(kill.at()) && later.at().isBefore(next))
                .filter(later -> later.inHand().getOrDefault(id, 0) > attempt)
                .map(Kill::at)
                .findFirst()
                .orElse(next);
    }

    /** When something was next written down of each; nothing where its outcome was being written in that very moment. */
    private Map<UUID, Instant> nextEntries(Kill kill) {
        Map<UUID, Instant> next = new HashMap<>();
        tables.jdbi().useHandle(handle -> handle.createQuery("""
                        SELECT delivery_id, min(at) AS at FROM audit_entry WHERE delivery_id = ANY(:ids) AND at > :killed
                        GROUP BY delivery_id""")
                .bind("ids", kill.inHand().keySet().toArray(UUID[]::new))
                .bind("killed", kill.at())
                .map((row, context) -> {
                    next.put(
                            row.getObject("delivery_id", UUID.class),
                            row.getTimestamp("at").toInstant());
                    return row.getRow();
                })
                .list());
        return next;
    }
}
