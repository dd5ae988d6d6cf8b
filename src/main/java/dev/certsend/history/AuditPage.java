package dev.certsend.history;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.certsend.audit.AuditSearch.Key;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One page of the audit log as it is shown in Slack. */
record AuditPage(String text, List<LayoutBlock> blocks) {
    static final int SIZE = 10;
    private static final int MOST_REASON = 200;
    private static final int MOST_AGENT = 150;

    /**
     * @param found up to one entry more than a page, which tells that there is an older page
     * @param place where in the log this page is
     */
    static AuditPage of(Words words, List<RecordedEntry> found, Place place) {
        List<RecordedEntry> entries = found.subList(0, Math.min(SIZE, found.size()));
        String title = place.query().isBlank()
                ? words.say("audit.title")
                : words.say("audit.title.filtered", Map.of("query", place.query()));
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + title + "*"));
        List<String> lines = entries.stream().map(entry -> line(words, entry)).toList();
        lines.forEach(line -> blocks.add(Blocks.section(line)));
        if (lines.isEmpty()) {
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
            Key last = Key.of(entries.get(entries.size() - 1));
            buttons.add(Blocks.button(
                    LookUpAudit.OLDER,
                    words.say("audit.older.button"),
                    place.older(last).written()));
        }
        if (!buttons.isEmpty()) {
            blocks.add(Blocks.buttons(buttons));
        }
        String all =
                lines.isEmpty() ? words.say("audit.nothing") : lines.stream().collect(Collectors.joining("\n"));
        return new AuditPage(Mrkdwn.cut(title + "\n" + all, 4000), blocks);
    }

    private static String line(Words words, RecordedEntry entry) {
        String key = "audit.action." + entry.action();
        StringBuilder line = new StringBuilder("*" + (words.has(key) ? words.say(key) : entry.action()) + "*");
        if (entry.certificateName() != null) {
            line.append(" · `")
                    .append(Mrkdwn.escape(entry.certificateName()).replace('`', '\''))
                    .append('`');
        }
        if (entry.orderId() != null) {
            line.append(" · ").append(words.say("audit.order", Map.of("order", Long.toString(entry.orderId()))));
        }
        if (entry.recipient() != null) {
            line.append(" → ").append(Mrkdwn.escape(EmailAddress.shown(entry.recipient())));
        }
        line.append("\n<!date^")
                .append(entry.at().getEpochSecond())
                .append("^{date_short_pretty} {time_secs}|")
                .append(words.minute(entry.at()))
                .append('>');
        if (entry.actorId() != null) {
            line.append(" · ").append(Mrkdwn.person(entry.actorId()));
        }
        if (entry.reason() != null) {
            line.append(" · ").append(Mrkdwn.escape(Mrkdwn.cut(entry.reason(), MOST_REASON)));
        }
        if (entry.clientAddress() != null) {
            line.append("\n").append(Mrkdwn.code(entry.clientAddress()));
        }
        if (entry.userAgent() != null) {
            line.append(" · ").append(Mrkdwn.code(Mrkdwn.cut(entry.userAgent(), MOST_AGENT)));
        }
        return line.toString();
    }
}
