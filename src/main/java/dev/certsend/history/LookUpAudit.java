package dev.certsend.history;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.Entry;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The dialogue {@code /cert-audit}: a page of the log that only the asker sees, its controls and its buttons. */
public final class LookUpAudit {
    /** Action id of the button to the next older page. */
    public static final String OLDER = "audit_older";
    /** Action id of the button to the next newer page. */
    public static final String NEWER = "audit_newer";
    /** Action id of <em>Details</em>; its value is the entry's key. */
    public static final String DETAILS = "audit_details";
    /** Action id of <em>Share to channel</em>. */
    public static final String SHARE = "audit_share";
    /** Action id of <em>Clear</em>. */
    public static final String CLEAR = "audit_clear";

    private static final Logger LOG = LoggerFactory.getLogger(LookUpAudit.class);
    private static final int MOST_PIECE = 60;

    private final LookUps lookUps;
    private final SlackClient slack;
    private final Executor later;

    public LookUpAudit(Jdbi jdbi, Auditors auditors, SlackClient slack, Executor later) {
        this.lookUps = new LookUps(jdbi, auditors, later);
        this.slack = slack;
        this.later = later;
    }

    /** Action ids of the controls above a page. */
    public static List<String> controls() {
        return Stream.concat(
                        Stream.of(Piece.BY, Piece.ACTION, Piece.MODE, Piece.OUTCOME, Piece.SINCE, Piece.UNTIL)
                                .map(LookUpAudit::control),
                        Stream.of(CLEAR))
                .toList();
    }

    static String control(Piece piece) {
        return "audit_" + piece.word();
    }

    /** {@code /cert-audit [query]}. */
    public Response look(Person person, SlashCommandPayload command) {
        String text = command.getText() == null ? "" : command.getText().strip();
        if (text.equalsIgnoreCase("help") || text.equals("?")) {
            return Answers.onlyYou(person.words().say("audit.usage"));
        }
        AuditQuery query;
        try {
            query = AuditQuery.read(text);
        } catch (UnreadPiece e) {
            String piece = Mrkdwn.escape(Mrkdwn.cut(e.piece(), MOST_PIECE));
            return Answers.onlyYou(person.words().say("audit.unread", Map.of("piece", piece)) + "\n"
                    + person.words().say("audit.usage"));
        }
        if (!lookUps.allow(person, query)) {
            lookUps.refused(person, query, command.getChannelId());
            return Answers.onlyYou(person.words().say("audit.refused"));
        }
        AuditPage page = lookUps.page(person, Place.first(query));
        lookUps.looked(person, query, command.getChannelId());
        return Answers.onlyYou(page.text(), page.blocks());
    }

    /** One of the controls above a page was used: the first page of another query takes its place. */
    public Response filter(Person person, BlockActionPayload used) {
        AuditQuery query = AuditBar.used(used.getActions().get(0));
        String channelId = channelOf(used);
        if (!lookUps.allow(person, query)) {
            lookUps.refused(person, query, channelId);
            return tell(person, used.getResponseUrl(), "audit.refused");
        }
        lookUps.looked(person, query, channelId);
        return replace(person, used.getResponseUrl(), Place.first(query));
    }

    /** A paging button: the page takes the place of the one it stands under. */
    public Response turn(Person person, BlockActionPayload pressed) {
        Place place = Place.read(pressed.getActions().get(0).getValue());
        AuditQuery query = place.asked();
        if (!lookUps.allow(person, query)) {
            lookUps.refused(person, query, channelOf(pressed));
            return tell(person, pressed.getResponseUrl(), "audit.refused");
        }
        lookUps.looked(person, query, channelOf(pressed));
        return replace(person, pressed.getResponseUrl(), place);
    }

    /** <em>Details</em>: the entry in a view of its own, with the story of its send. */
    public Response details(Person person, BlockActionPayload pressed) {
        AuditSearch.Key key =
                AuditSearch.Key.read(String.valueOf(pressed.getActions().get(0).getValue()));
        String channelId = channelOf(pressed);
        behind(() -> lookUps.whole(person, key)
                .ifPresentOrElse(
                        whole -> {
                            slack.openView(
                                    pressed.getTriggerId(),
                                    AuditDetails.of(person.words(), whole.entry(), whole.story(), whole.seal()));
                            lookUps.looked(person, whole.entry(), channelId);
                        },
                        () -> say(person, pressed.getResponseUrl(), "audit.details.gone")));
        return Answers.nothing();
    }

    /** <em>Share to channel</em>: the page for everybody in the conversation. */
    public Response share(Person person, BlockActionPayload pressed) {
        Place place = Place.read(pressed.getActions().get(0).getValue());
        AuditQuery query = place.asked();
        String channelId = channelOf(pressed);
        if (!lookUps.allow(person, query)) {
            lookUps.refused(person, query, channelId);
            return tell(person, pressed.getResponseUrl(), "audit.refused");
        }
        String responseUrl = pressed.getResponseUrl();
        if (responseUrl != null) {
            behind(() -> {
                AuditPage page = lookUps.shared(person, place, channelId);
                try {
                    slack.respond(responseUrl, SlackClient.Reach.CHANNEL, page.text(), page.blocks());
                } catch (SlackFault e) {
                    LOG.warn("a page of the audit log did not reach the channel: {}", e.getMessage());
                    slack.post(person.userId(), person.words().say("audit.share.failed"), List.of());
                }
            });
        }
        return Answers.nothing();
    }

    /** Slack takes five answers within half an hour; a page that comes later goes to the person directly. */
    private Response replace(Person person, @Nullable String responseUrl, Place place) {
        if (responseUrl != null) {
            behind(() -> {
                AuditPage page = lookUps.page(person, place);
                try {
                    slack.respond(responseUrl, SlackClient.Reach.REPLACE, page.text(), page.blocks());
                } catch (SlackFault e) {
                    if (e.kind() != SlackFault.Kind.GONE) {
                        throw e;
                    }
                    slack.post(person.userId(), page.text(), page.blocks());
                }
            });
        }
        return Answers.nothing();
    }

    private Response tell(Person person, @Nullable String responseUrl, String key) {
        behind(() -> say(person, responseUrl, key));
        return Answers.nothing();
    }

    private void say(Person person, @Nullable String responseUrl, String key) {
        if (responseUrl != null) {
            slack.respond(responseUrl, SlackClient.Reach.PERSON, person.words().say(key), null);
        }
    }

    private void behind(Runnable work) {
        String reference = MDC.get(Entry.REFERENCE);
        later.execute(() -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
                work.run();
            } catch (SlackFault e) {
                LOG.warn("a page of the audit log did not reach the person: {}", e.getMessage());
            }
        });
    }

    private static @Nullable String channelOf(BlockActionPayload pressed) {
        return pressed.getChannel() == null ? null : pressed.getChannel().getId();
    }
}
