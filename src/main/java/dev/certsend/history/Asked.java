package dev.certsend.history;

import dev.certsend.audit.Question;
import dev.certsend.policy.Person;
import dev.certsend.slack.Mrkdwn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed behind {@code /cert-audit}, as far as they may ask it: who is no auditor asks about their own sends.
 *
 * @param typed the query
 * @param question null where it can't be read
 * @param trouble why not, for them; null where it can
 */
record Asked(
        String typed, @Nullable Question question, @Nullable String trouble) {
    private static final int MOST_PIECE = 60;

    static Asked of(Person person, String typed, Auditors auditors) {
        AuditQuery query = AuditQuery.read(typed);
        String unread = query.unread();
        if (unread != null) {
            String piece = Mrkdwn.escape(Mrkdwn.cut(unread, MOST_PIECE));
            return new Asked(typed, null, person.words().say("audit.unread", Map.of("piece", piece)));
        }
        Question asked = query.question(person.teamId());
        return new Asked(typed, owned(asked, auditors.ownerOf(person)), null);
    }

    private static Question owned(Question asked, @Nullable String ownerId) {
        return new Question(
                asked.teamId(),
                ownerId,
                asked.orderId(),
                asked.personId(),
                asked.recipient(),
                asked.domain(),
                asked.actions(),
                asked.mode(),
                asked.outcomes(),
                asked.since(),
                asked.until(),
                asked.words());
    }
}
