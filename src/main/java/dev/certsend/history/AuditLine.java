package dev.certsend.history;

import dev.certsend.audit.RecordedEntry;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.Map;

/** An entry in two or three lines. */
final class AuditLine {
    private static final int MOST_REASON = 200;
    private static final int MOST_AGENT = 150;

    private AuditLine() {}

    static String of(Words words, RecordedEntry entry) {
        StringBuilder line = new StringBuilder(head(words, entry));
        line.append('\n').append(time(words, entry.at(), "{date_short_pretty} {time_secs}"));
        if (entry.actorId() != null) {
            line.append(" · ").append(Mrkdwn.person(entry.actorId()));
        }
        if (entry.requesterId() != null && !entry.requesterId().equals(entry.actorId())) {
            line.append(" · ")
                    .append(words.say("audit.asked_by", Map.of("person", Mrkdwn.person(entry.requesterId()))));
        }
        if (entry.reason() != null) {
            line.append(" · ").append(Mrkdwn.escape(Mrkdwn.cut(entry.reason(), MOST_REASON)));
        }
        if (entry.clientAddress() != null) {
            line.append('\n').append(Mrkdwn.code(entry.clientAddress()));
        }
        if (entry.userAgent() != null) {
            line.append(" · ").append(Mrkdwn.code(Mrkdwn.cut(entry.userAgent(), MOST_AGENT)));
        }
        return line.toString();
    }

    /** What was done, about what, and for whom. */
    private static String head(Words words, RecordedEntry entry) {
        StringBuilder line = new StringBuilder("*" + action(words, entry.action()) + "*");
        if (entry.certificateName() != null) {
            line.append(" · ").append(Mrkdwn.code(entry.certificateName()));
        }
        if (entry.orderId() != null) {
            line.append(" · ").append(words.say("audit.order", Map.of("order", Long.toString(entry.orderId()))));
        }
        if (entry.recipient() != null) {
            line.append(" → ").append(Mrkdwn.escape(EmailAddress.shown(entry.recipient())));
        }
        return line.toString();
    }

    /** One step of a send's story. */
    static String step(Words words, RecordedEntry entry, boolean shown) {
        String said = action(words, entry.action());
        StringBuilder line = new StringBuilder(time(words, entry.at(), "{date_num} {time_secs}"))
                .append(" · ")
                .append(shown ? "*" + said + "*" : said);
        if (entry.actorId() != null) {
            line.append(" · ").append(Mrkdwn.person(entry.actorId()));
        }
        if (entry.reason() != null) {
            line.append(" · ").append(Mrkdwn.escape(Mrkdwn.cut(entry.reason(), MOST_REASON)));
        }
        return line.toString();
    }

    /** An action as people say it; one of another version by its name. */
    static String action(Words words, String action) {
        String key = "audit.action." + action;
        return words.has(key) ? words.say(key) : Mrkdwn.escape(action);
    }

    /** A moment in the reader's own time zone. */
    static String time(Words words, Instant at, String format) {
        return "<!date^" + at.getEpochSecond() + "^" + format + "|" + words.minute(at) + ">";
    }
}
