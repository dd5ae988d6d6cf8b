package dev.certsend.history;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.audit.AuditSearch;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialogue {@code /cert-audit}: a page of the log that only the asker sees, and its buttons. */
public final class LookUpAudit {
    /** Action id of the button to the next older page. */
    public static final String OLDER = "audit_older";
    /** Action id of the button to the next newer page. */
    public static final String NEWER = "audit_newer";

    private static final Logger LOG = LoggerFactory.getLogger(LookUpAudit.class);
    private static final int MOST_QUERY = 300;

    private final AuditSearch audit;
    private final SlackClient slack;
    private final Executor later;

    public LookUpAudit(AuditSearch audit, SlackClient slack, Executor later) {
        this.audit = audit;
        this.slack = slack;
        this.later = later;
    }

    /** {@code /cert-audit [order:123] [by:@person] [to:address]}. */
    public Response look(Person person, SlashCommandPayload command) {
        String text = command.getText() == null ? "" : command.getText().strip();
        if (text.equalsIgnoreCase("help") || text.length() > MOST_QUERY) {
            return Answers.onlyYou(person.words().say("audit.usage"));
        }
        AuditQuery query = AuditQuery.read(text);
        if (query.unread() != null) {
            String unread = Mrkdwn.escape(Mrkdwn.cut(query.unread(), 60));
            return Answers.onlyYou(person.words().say("audit.unread", Map.of("piece", unread)) + "\n"
                    + person.words().say("audit.usage"));
        }
        AuditPage page = page(person, new Place(text, List.of()));
        return Answers.onlyYou(page.text(), page.blocks());
    }

    /** A paging button: the page takes the place of the one it stands under. */
    public Response turn(Person person, BlockActionPayload pressed) {
        AuditPage page = page(person, Place.read(pressed.getActions().get(0).getValue()));
        String answerTo = pressed.getResponseUrl();
        later.execute(() -> {
            try {
                slack.respond(answerTo, SlackClient.Reach.REPLACE, page.text(), page.blocks());
            } catch (RuntimeException e) {
                LOG.warn("a page of the audit log did not reach the person: {}", e.getMessage());
            }
        });
        return Answers.nothing();
    }

    private AuditPage page(Person person, Place place) {
        AuditQuery query = AuditQuery.read(place.query());
        return AuditPage.of(
                person.words(), audit.find(query.question(person.teamId()), place.before(), AuditPage.SIZE + 1), place);
    }
}
