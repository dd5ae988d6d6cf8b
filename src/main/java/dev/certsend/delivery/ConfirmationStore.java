package dev.certsend.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code confirmation}: one message in Slack per send. */
final class ConfirmationStore {
    private ConfirmationStore() {}

    /** Where the message went. */
    enum Route {
        CHANNEL,
        RESPONSE_URL,
        DIRECT;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was shown last; route, channel and ts are null before the first time. */
    record Shown(
            @Nullable Route route,
            @Nullable String channelId,
            @Nullable String ts,
            long version) {
        /** The same message, taken for up to date with this version. */
        Shown at(long other) {
            return new Shown(route, channelId, ts, other);
        }
    }

    static void insert(Handle transaction, UUID sendId) {
        transaction
                .createUpdate("INSERT INTO confirmation (send_id) VALUES (:sendId)")
                .bind("sendId", sendId)
                .execute();
    }

    /**
     * The right to talk to Slack about a send, and what was shown last.
     *
     * @param until when it ends; who still has it then has lost it
     */
    record Claim(Shown shown, Instant until) {}

    /** Takes the right for a minute; empty while somebody else has it. */
    static Optional<Claim> claim(Handle handle, UUID sendId) {
        return handle.createQuery("""
                        UPDATE confirmation SET posting_until = now() + interval '60 seconds'
                        WHERE send_id = :sendId AND (posting_until IS NULL OR posting_until < now())
                        RETURNING route, channel_id, ts, shown_version, posting_until""")
                .bind("sendId", sendId)
                .map((row, context) -> new Claim(
                        new Shown(
                                route(row.getString("route")),
                                row.getString("channel_id"),
                                row.getString("ts"),
                                row.getLong("shown_version")),
                        row.getTimestamp("posting_until").toInstant()))
                .findOne();
    }

    /** Remembers what is shown, and gives the right back. */
    static void markShown(Handle transaction, UUID sendId, Claim claim, Shown shown) {
        transaction
                .createUpdate("""
                        UPDATE confirmation SET route = :route, channel_id = :channelId, ts = :ts,
                            shown_version = :version, posting_until = NULL
                        WHERE send_id = :sendId AND posting_until = :until""")
                .bind("until", claim.until())
                .bind("sendId", sendId)
                .bind("route", shown.route() == null ? null : shown.route().text())
                .bind("channelId", shown.channelId())
                .bind("ts", shown.ts())
                .bind("version", shown.version())
                .execute();
    }

    /** Gives the right back with nothing shown. */
    static void release(Handle handle, UUID sendId, Claim claim) {
        handle.createUpdate(
                        "UPDATE confirmation SET posting_until = NULL WHERE send_id = :sendId AND posting_until = :until")
                .bind("until", claim.until())
                .bind("sendId", sendId)
                .execute();
    }

    private static @Nullable Route route(@Nullable String text) {
        return text == null ? null : Route.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
