package dev.certsend.export;

import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import dev.certsend.audit.RecordedEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries as they stand in the log. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-23T08:00:00.123456Z");
    static final UUID SEND = UUID.fromString("00000000-0000-0000-0000-000000000001");
    static final UUID DELIVERY = UUID.fromString("00000000-0000-0000-0000-000000000002");

    private Samples() {}

    /** With everything that can stand in one. */
    static RecordedEntry full(Action action) {
        return entry(action, "example.com", "bob@example.net", "went well", "203.0.113.7", "Browser/1");
    }

    /** With nothing that need not stand in one. */
    static RecordedEntry bare(String action) {
        return new RecordedEntry(
                7, AT, "", action, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null);
    }

    /** One whose personal values were blotted out. */
    static RecordedEntry blotted(Action action) {
        RecordedEntry of = full(action);
        return new RecordedEntry(
                of.entryId(),
                of.at(),
                of.teamId(),
                of.action(),
                of.outcome(),
                of.actorId(),
                of.actorName(),
                of.requesterId(),
                of.orderId(),
                of.certificateId(),
                of.certificateName(),
                of.sendId(),
                of.deliveryId(),
                of.mode(),
                of.channelId(),
                of.requestReference(),
                null,
                null,
                null,
                null,
                null,
                new byte[32]);
    }

    static RecordedEntry entry(
            Action action,
            String name,
            @Nullable String recipient,
            @Nullable String reason,
            @Nullable String address,
            @Nullable String agent) {
        Outcome outcome = action.outcome();
        return new RecordedEntry(
                42,
                AT,
                "T1",
                action.text(),
                outcome == null ? null : outcome.text(),
                "U1",
                "Anna",
                "U2",
                1_234L,
                5_678L,
                name,
                SEND,
                DELIVERY,
                "attachment",
                "C1",
                "ref-1",
                recipient,
                reason,
                address,
                agent,
                new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                null);
    }
}
