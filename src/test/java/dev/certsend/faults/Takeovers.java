package dev.certsend.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How long it took, after each kill, until work went on: also on the deliveries that the dead had in hand. */
final class Takeovers {
    private final Tables tables;
    private final List<Kill> kills = new ArrayList<>();

    private record Kill(Instant at, List<UUID> inHand) {}

    Takeovers(Tables tables) {
        this.tables = tables;
    }

    /** Called right before. */
    void killing() {
        List<UUID> inHand = tables.texts("SELECT delivery_id::text FROM delivery WHERE state = 'sending'").stream()
                .map(UUID::fromString)
                .toList();
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
        for (Instant next : nextEntries(kill)) {
            Duration later = Duration.between(kill.at(), next);
            back = later.compareTo(back) > 0 ? later : back;
        }
        return back;
    }

    /** When something was next written down of each; nothing where its outcome was being written in that very moment. */
    private List<Instant> nextEntries(Kill kill) {
        return tables.jdbi().withHandle(handle -> handle.createQuery("""
                        SELECT min(at) FROM audit_entry WHERE delivery_id = ANY(:ids) AND at > :killed
                        GROUP BY delivery_id""")
                .bind("ids", kill.inHand().toArray(UUID[]::new))
                .bind("killed", kill.at())
                .mapTo(Instant.class)
                .list());
    }
}
