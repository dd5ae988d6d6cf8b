package dev.certsend.history;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page of the audit log as it is shown in Slack.
 *
 * @param text the same as the blocks say, for those who have it read to them
 */
record AuditPage(String text, List<LayoutBlock> blocks) {
    static final int SIZE = 10;
    private static final int MOST_LINE = 3000;

    /**
     * For the person who asked, with its controls.
     *
     * @param found up to one entry more than a page, which tells that there is an older page
     * @param place where in the log this page is
     * @param everybody whether everybody's entries are among them
     */
    static AuditPage of(Words words, List<RecordedEntry> found, Place place, boolean everybody) {
        List<RecordedEntry> entries = shown(found);
        AuditQuery query = place.asked();
        String title = title(words, query);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + title + "*"));
        if (!everybody) {
            blocks.add(Blocks.small(words.say("audit.own")));
        }
        blocks.add(AuditBar.of(words, query, everybody));
        entries.forEach(entry -> blocks.add(withDetails(words, entry)));
        if (entries.isEmpty()) {
            blocks.add(Blocks.section(words.say("audit.nothing")));
        }
        List<BlockElement> buttons = new ArrayList<>();
        if (!place.cursors().isEmpty()) {
            buttons.add(Blocks.button(
                    LookUpAudit.NEWER,
                    words.say("audit.newer.button"),
                    place.newer().written()));
        }
        if (found.size() > SIZE) {
            AuditSearch.Key last = AuditSearch.Key.of(entries.get(entries.size() - 1));
            buttons.add(Blocks.button(
                    LookUpAudit.OLDER,
                    words.say("audit.older.button"),
                    place.older(last).written()));
        }
        if (!entries.isEmpty()) {
            buttons.add(Blocks.button(LookUpAudit.SHARE, words.say("audit.share.button"), place.written()));
            buttons.add(ExportAudit.button(words, query.written()));
        }
        if (!buttons.isEmpty()) {
            blocks.add(Blocks.buttons(buttons));
        }
        String own = everybody ? "" : words.say("audit.own") + "\n";
        return new AuditPage(Mrkdwn.cut(title + "\n" + own + all(words, entries), 4000), blocks);
    }

    /** For everybody in a channel: what it says and who shared it, and nothing to press. */
    static AuditPage shared(Words words, List<RecordedEntry> found, Place place, String sharedBy) {
        List<RecordedEntry> entries = shown(found);
        String title = title(words, place.asked());
        String by = words.say("audit.shared", Map.of("person", Mrkdwn.person(sharedBy)));
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + title + "*"));
        entries.forEach(entry -> blocks.add(Blocks.section(AuditLine.of(words, entry))));
        if (entries.isEmpty()) {
            blocks.add(Blocks.section(words.say("audit.nothing")));
        }
        blocks.add(Blocks.small(by));
        return new AuditPage(Mrkdwn.cut(title + "\n" + by + "\n" + all(words, entries), 4000), blocks);
    }

    private static List<RecordedEntry> shown(List<RecordedEntry> found) {
        return found.subList(0, Math.min(SIZE, found.size()));
    }

    private static String title(Words words, AuditQuery query) {
        return query.isOpen()
                ? words.say("audit.title")
                : words.say(
                        "audit.title.filtered",
                        Map.of("query", query.pieces().map(AuditPage::piece).collect(Collectors.joining(" "))));
    }

    /** A person by name; all else as it was typed. */
    private static String piece(String piece) {
        return piece.startsWith("by:<@") ? piece : Mrkdwn.code(piece);
    }

    private static String all(Words words, List<RecordedEntry> entries) {
        return entries.isEmpty()
                ? words.say("audit.nothing")
                : entries.stream().map(entry -> AuditLine.of(words, entry)).collect(Collectors.joining("\n"));
    }

    private static LayoutBlock withDetails(Words words, RecordedEntry entry) {
        ButtonElement details = Blocks.button(
                LookUpAudit.DETAILS,
                words.say("audit.details.button"),
                AuditSearch.Key.of(entry).written());
        // Ten buttons with one text are told apart by ear, too.
        details.setAccessibilityLabel(Mrkdwn.cut(words.say("audit.details.button") + " " + entry.entryId(), 75));
        return SectionBlock.builder()
                .text(Blocks.marked(Mrkdwn.cut(AuditLine.of(words, entry), MOST_LINE)))
                .accessory(details)
                .build();
    }
}
