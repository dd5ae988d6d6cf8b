package dev.certsend.history;

import dev.certsend.audit.Question;
import dev.certsend.policy.Person;
import dev.certsend.slack.Mrkdwn;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed behind {@code /cert-audit}, as far as they may ask it: who is no auditor asks about their own sends.
 *
 * @param typed the query, as it can be typed again
 * @param question null where it can't be read, or they may not ask it
 * @param trouble why not, for them; empty where they may
 */
record Asked(String typed, @Nullable Question question, String trouble) {
    private static final int MOST_PIECE = 60;

    /** Reads queries. */
    static final class Reader {
        private final LookUps lookUps;
        private final Auditors auditors;

        Reader(Jdbi jdbi, Auditors auditors, Executor later) {
            this.lookUps = new LookUps(jdbi, auditors, later);
            this.auditors = auditors;
        }

        /** A query that they may not ask is an entry. */
        Asked read(Person person, String typed, @Nullable String channel) {
            AuditQuery query;
            try {
                query = AuditQuery.read(typed);
            } catch (UnreadPiece e) {
                String piece = Mrkdwn.escape(Mrkdwn.cut(e.piece(), MOST_PIECE));
                return new Asked(typed, null, person.words().say("audit.unread", Map.of("piece", piece)));
            }
            if (!lookUps.allow(person, query)) {
                lookUps.refused(person, query, channel);
                return new Asked(typed, null, person.words().say("audit.refused"));
            }
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            Question question = query.question(person.teamId(), auditors.ownerOf(person), today, ZoneOffset.UTC);
            return new Asked(query.written(), question, "");
        }
    }
}
