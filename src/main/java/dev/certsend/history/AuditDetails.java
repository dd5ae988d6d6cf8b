package dev.certsend.history;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The view behind <em>Details</em>: all that an entry holds, where it stands in the sealed log, and what became of its send. */
final class AuditDetails {
    static final int MOST_STEPS = 40;

    private AuditDetails() {}

    /** @param story the whole story of its send, the oldest entry first */
    static View of(Words words, RecordedEntry entry, List<RecordedEntry> story, Optional<SealStore.Seal> seal) {
        List<LayoutBlock> blocks = new ArrayList<>(Blocks.sections(fields(words, entry)));
        blocks.add(Blocks.small(sealed(words, seal)));
        if (!story.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("*" + words.say("audit.details.story") + "*"));
            story.stream()
                    .limit(MOST_STEPS)
                    .forEach(step -> lines.add(AuditLine.step(words, step, step.entryId() == entry.entryId())));
            if (story.size() > MOST_STEPS) {
                lines.add("…");
            }
            blocks.addAll(Blocks.sections(lines));
        }
        return Views.modal(
                LookUpAudit.DETAILS,
                words.say("audit.details.title"),
                null,
                words.say("audit.details.close"),
                "",
                blocks);
    }

    private static List<String> fields(Words words, RecordedEntry entry) {
        List<String> lines = new ArrayList<>();
        lines.add("*" + AuditLine.action(words, entry.action()) + "* · " + Mrkdwn.code(entry.action()));
        line(lines, words, "audit.field.at", AuditLine.time(words, entry.at(), "{date_long} {time_secs}"));
        line(lines, words, "audit.field.outcome", outcome(words, entry.outcome()));
        line(lines, words, "audit.field.actor", person(entry.actorId(), entry.actorName()));
        line(lines, words, "audit.field.requester", person(entry.requesterId(), null));
        line(lines, words, "audit.field.recipient", code(entry.recipient()));
        line(lines, words, "audit.field.order", code(entry.orderId()));
        line(lines, words, "audit.field.certificate", certificate(entry));
        line(lines, words, "audit.field.mode", mode(words, entry.mode()));
        line(lines, words, "audit.field.reason", entry.reason() == null ? null : Mrkdwn.escape(entry.reason()));
        line(lines, words, "audit.field.client", code(entry.clientAddress()));
        line(lines, words, "audit.field.agent", code(entry.userAgent()));
        line(lines, words, "audit.field.channel", entry.channelId() == null ? null : "<#" + entry.channelId() + ">");
        line(lines, words, "audit.field.reference", code(entry.requestReference()));
        line(lines, words, "audit.field.send", code(entry.sendId()));
        line(lines, words, "audit.field.delivery", code(entry.deliveryId()));
        line(lines, words, "audit.field.entry", code(entry.entryId()));
        if (entry.isBlotted()) {
            lines.add("_" + words.say("audit.details.blotted") + "_");
        }
        return lines;
    }

    private static String sealed(Words words, Optional<SealStore.Seal> seal) {
        if (seal.isEmpty()) {
            return words.say("audit.details.unsealed");
        }
        String position = Long.toString(seal.get().position());
        Long size = seal.get().size();
        return size == null
                ? words.say("audit.details.position", Map.of("position", position))
                : words.say("audit.details.sealed", Map.of("position", position, "size", Long.toString(size)));
    }

    private static void line(List<String> lines, Words words, String label, @Nullable String value) {
        if (value != null) {
            lines.add(words.say(label) + ": " + value);
        }
    }

    private static @Nullable String code(@Nullable Object value) {
        return value == null ? null : Mrkdwn.code(value.toString());
    }

    private static @Nullable String person(@Nullable String userId, @Nullable String name) {
        if (userId == null) {
            return null;
        }
        return Mrkdwn.person(userId) + (name == null ? "" : " (" + Mrkdwn.escape(name) + ")");
    }

    private static @Nullable String certificate(RecordedEntry entry) {
        if (entry.certificateName() == null) {
            return code(entry.certificateId());
        }
        return Mrkdwn.code(entry.certificateName())
                + (entry.certificateId() == null
                        ? ""
                        : " · " + Mrkdwn.code(entry.certificateId().toString()));
    }

    private static @Nullable String outcome(Words words, @Nullable String outcome) {
        if (outcome == null) {
            return null;
        }
        String key = "audit.outcome." + outcome;
        return words.has(key) ? words.say(key) : Mrkdwn.escape(outcome);
    }

    private static @Nullable String mode(Words words, @Nullable String mode) {
        if (mode == null) {
            return null;
        }
        return words.has("mode." + mode) ? words.say("mode." + mode) : Mrkdwn.escape(mode);
    }
}
