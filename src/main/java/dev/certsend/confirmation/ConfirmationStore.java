package dev.certsend.confirmation;

import dev.certsend.delivery.Send;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Table {@code confirmation}: one message in Slack per send, and its own queue. */
final class ConfirmationStore {
    /** Slack's own limit for one channel. */
    private static final Duration PACE = Duration.ofSeconds(1);

    /** The key of the pace that all channels keep. */
    private static final String ALL = "";

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

    static void insert(Handle transaction, Send send, Duration within) {
        String channel = send.channelId();
        transaction
                .createUpdate("""
                        INSERT INTO confirmation (send_id, pace_key, due_at)
                        VALUES (:sendId, :pace, now() + :within * interval '1 millisecond')""")
                .bind("within", within.toMillis())
                .bind("sendId", send.sendId())
                .bind("pace", channel == null ? send.requesterId() : channel)
                .execute();
    }

    /**
     * There is something to tell of these sends.
     *
     * @param worth whether it is worth a further message where the one there is can't be edited
     * @param within how soon
     */
    static void changed(Handle transaction, Collection<UUID> sendIds, boolean worth, Duration within) {
        transaction
                .createUpdate("""
                        UPDATE confirmation c SET version = version + 1,
                            worth_version = CASE WHEN :worth THEN version + 1 ELSE worth_version END,
                            due_at = CASE WHEN slotted THEN due_at
                                ELSE least(due_at, now() + :within * interval '1 second') END
                        FROM unnest(:ids) AS told (id) WHERE c.send_id = told.id""")
                // In one order, so that two who tell at once don't wait for each other in a circle.
                .bindArray(
                        "ids", UUID.class, sendIds.stream().sorted().distinct().toList())
                .bind("worth", worth)
                .bind("within", within.toSeconds())
                .execute();
    }

    /**
     * What there is to tell of a send, as of this transaction.
     *
     * @param worth the version up to which there is something worth a further message
     * @param now by the database's clock
     */
    record Moment(long version, long worth, Instant now) {}

    static Moment moment(Handle transaction, UUID sendId) {
        return transaction
                .createQuery("SELECT version, worth_version, now() AS as_of FROM confirmation WHERE send_id = :sendId")
                .bind("sendId", sendId)
                .map((row, context) -> new Moment(
                        row.getLong("version"),
                        row.getLong("worth_version"),
                        row.getTimestamp("as_of").toInstant()))
                .one();
    }

    /**
     * The right to talk to Slack about a send, and what was shown last.
     *
     * @param version what there was to tell when it was taken
     * @param faults how often in a row Slack did not take it
     * @param until when the right ends; who still has it then has lost it
     */
    record Claim(UUID sendId, Shown shown, long version, int faults, String paceKey, boolean slotted, Instant until) {}

    /** Takes the right for a minute to the one that is due longest; empty while none is. */
    static Optional<Claim> claim(Handle handle) {
        return handle.createQuery("""
                        WITH due AS (
                            SELECT send_id FROM confirmation
                            WHERE due_at <= now() AND (posting_until IS NULL OR posting_until < now())
                                AND NOT EXISTS (SELECT FROM slack_pace WHERE slack_pace.channel_id = :all AND next_at > now())
                            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        UPDATE confirmation c SET posting_until = now() + interval '60 seconds'
                        FROM due WHERE c.send_id = due.send_id
                        RETURNING c.send_id, route, channel_id, ts, shown_version, version, faults, pace_key, slotted,
                            posting_until""")
                .bind("all", ALL)
                .map((row, context) -> claim(row))
                .findOne();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        String route = row.getString("route");
        Shown shown = new Shown(
                route == null ? null : Route.valueOf(route.toUpperCase(Locale.ROOT)),
                row.getString("channel_id"),
                row.getString("ts"),
                row.getLong("shown_version"));
        return new Claim(
                row.getObject("send_id", UUID.class),
                shown,
                row.getLong("version"),
                row.getInt("faults"),
                row.getString("pace_key"),
                row.getBoolean("slotted"),
                row.getTimestamp("posting_until").toInstant());
    }

    /** Whether its turn in its channel is now; if not, it has one, and is due then. */
    static boolean isItsTurn(Handle transaction, Claim claim) {
        if (!claim.slotted()) {
            return takesTurn(transaction, claim);
        }
        boolean free = transaction
                        .createUpdate("""
                                UPDATE slack_pace SET free_at = now() + :pace * interval '1 second',
                                    next_at = greatest(next_at, now() + :pace * interval '1 second')
                                WHERE channel_id = :key AND free_at <= now()""")
                        .bind("key", claim.paceKey())
                        .bind("pace", PACE.toSeconds())
                        .execute()
                == 1;
        if (!free) {
            release(transaction, claim, """
                    due_at = coalesce((SELECT free_at FROM slack_pace p WHERE p.channel_id = pace_key), now()),
                    slotted = EXISTS (SELECT FROM slack_pace p WHERE p.channel_id = pace_key)""").execute();
        }
        return free;
    }

    private static boolean takesTurn(Handle transaction, Claim claim) {
        boolean now = transaction
                .createQuery("""
                        INSERT INTO slack_pace AS p (channel_id, next_at, free_at)
                        VALUES (:key, now() + :pace * interval '1 second', now() + :pace * interval '1 second')
                        ON CONFLICT (channel_id) DO UPDATE
                            SET next_at = greatest(p.next_at, p.free_at, now()) + :pace * interval '1 second',
                                free_at = CASE WHEN greatest(p.next_at, p.free_at) > now() THEN p.free_at
                                    ELSE now() + :pace * interval '1 second' END
                        RETURNING next_at <= now() + :pace * interval '1 second'""")
                .bind("key", claim.paceKey())
                .bind("pace", PACE.toSeconds())
                .mapTo(Boolean.class)
                .one();
        if (!now) {
            release(transaction, claim, """
                    slotted = true,
                    due_at = (SELECT next_at - :pace * interval '1 second' FROM slack_pace p WHERE p.channel_id = pace_key)""").bind("pace", PACE.toSeconds()).execute();
        }
        return now;
    }

    /** Nothing of ours goes to Slack for so long. */
    static void hold(Handle transaction, Duration pause) {
        transaction
                .createUpdate("""
                        INSERT INTO slack_pace AS p (channel_id, next_at) VALUES (:all, now() + :pause * interval '1 second')
                        ON CONFLICT (channel_id) DO UPDATE SET next_at = greatest(p.next_at, EXCLUDED.next_at)""")
                .bind("all", ALL)
                .bind("pause", pause.toSeconds())
                .execute();
    }

    /**
     * Remembers what is shown, and gives the right back.
     *
     * @param seen the version of what was looked at: what came since is told next
     * @param again when what is shown is true no more, though nothing happens; null where it stays true
     * @return whether the right was still ours
     */
    static boolean markShown(Handle transaction, Claim claim, Shown shown, long seen, @Nullable Instant again) {
        return release(transaction, claim, """
                route = :route, channel_id = :channelId, ts = :ts, shown_version = :version, slotted = false, faults = 0,
                due_at = CASE WHEN version > :seen THEN now() ELSE CAST(:again AS timestamptz) END""")
                        .bind(
                                "route",
                                shown.route() == null ? null : shown.route().text())
                        .bind("channelId", shown.channelId())
                        .bind("ts", shown.ts())
                        .bind("version", shown.version())
                        .bind("seen", seen)
                        .bind("again", again)
                        .execute()
                == 1;
    }

    /** Slack did not take it: it is due again after the pause. */
    static void postpone(Handle transaction, Claim claim, Duration pause) {
        release(
                        transaction,
                        claim,
                        "slotted = false, faults = faults + 1, due_at = now() + :pause * interval '1 second'")
                .bind("pause", pause.toSeconds())
                .execute();
    }

    /** Slack never takes it: it is due again when there is more to tell than there was. */
    static void giveUp(Handle transaction, Claim claim) {
        release(transaction, claim, "slotted = false, due_at = CASE WHEN version > :seen THEN now() END")
                .bind("seen", claim.version())
                .execute();
    }

    private static Update release(Handle transaction, Claim claim, String changes) {
        return transaction
                .createUpdate("UPDATE confirmation SET posting_until = NULL, " + changes
                        + " WHERE send_id = :sendId AND posting_until = :until")
                .bind("sendId", claim.sendId())
                .bind("until", claim.until());
    }
}
