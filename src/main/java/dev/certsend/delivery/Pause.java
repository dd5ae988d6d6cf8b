package dev.certsend.delivery;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A way takes no letters, and those that are to go by it wait.
 *
 * @param refused whether somebody has to mend something; else it can't be reached
 */
public record Pause(Instant since, boolean refused, String reason) {

    /** The pause of a way that is long enough for everybody to be told; empty where there is none. */
    public static Optional<Pause> of(Handle handle, Via via) {
        return of(handle, via, "pauses > 1");
    }

    /** The same however short it is. */
    static Optional<Pause> any(Handle handle, Via via) {
        return of(handle, via, "true");
    }

    private static Optional<Pause> of(Handle handle, Via via, String condition) {
        return handle.createQuery("SELECT paused_since, refused, reason FROM relay WHERE via = :via AND " + condition)
                .bind("via", via.value())
                .map((row, context) -> new Pause(
                        row.getTimestamp("paused_since").toInstant(),
                        row.getBoolean("refused"),
                        row.getString("reason")))
                .findOne();
    }
}
