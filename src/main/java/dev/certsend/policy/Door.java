package dev.certsend.policy;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.handler.builtin.BlockSuggestionHandler;
import com.slack.api.bolt.handler.builtin.SlashCommandHandler;
import com.slack.api.bolt.handler.builtin.ViewSubmissionHandler;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.InputBlock;
import dev.certsend.slack.Answers;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Slack brings passes here: each kind of request becomes a {@link Visit}, and the {@link Guard} lets it in or not. */
public final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Guard guard;
    private final SlackClient slack;
    private final Executor later;

    public Door(Guard guard, SlackClient slack, Executor later) {
        this.guard = guard;
        this.slack = slack;
        this.later = later;
    }

    /** A slash command. */
    public SlashCommandHandler command(BiFunction<Person, SlashCommandPayload, Response> inside) {
        return (request, context) -> {
            SlashCommandPayload payload = request.getPayload();
            Visit visit = new Visit(
                    payload.getCommand(),
                    payload.getTeamId(),
                    payload.getUserId(),
                    payload.getChannelId(),
                    payload.getResponseUrl(),
                    Answers::onlyYou);
            return guard.admit(visit, person -> inside.apply(person, payload));
        };
    }

    /** A picker that asks what to offer. */
    public BlockSuggestionHandler options(BiFunction<Person, BlockSuggestionPayload, Response> inside) {
        return (request, context) -> {
            BlockSuggestionPayload payload = request.getPayload();
            Visit visit = new Visit(
                    payload.getActionId(),
                    teamOf(payload.getTeam().getId(), payload.getUser().getTeamId()),
                    payload.getUser().getId(),
                    null,
                    null,
                    text -> Answers.options(List.of()));
            return guard.admit(visit, person -> inside.apply(person, payload));
        };
    }

    /** A form that was submitted. */
    public ViewSubmissionHandler submission(BiFunction<Person, ViewSubmissionPayload, Response> inside) {
        return (request, context) -> {
            ViewSubmissionPayload payload = request.getPayload();
            Visit visit = new Visit(
                    payload.getView().getCallbackId(),
                    teamOf(payload.getTeam().getId(), payload.getUser().getTeamId()),
                    payload.getUser().getId(),
                    null,
                    null,
                    text -> underTheFirstField(payload, text));
            return guard.admit(visit, person -> inside.apply(person, payload));
        };
    }

    /** A button that was pressed. */
    public BlockActionHandler action(BiFunction<Person, BlockActionPayload, Response> inside) {
        return (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            String channel =
                    payload.getChannel() == null ? null : payload.getChannel().getId();
            Visit visit = new Visit(
                    payload.getActions().get(0).getActionId(),
                    teamOf(payload.getTeam().getId(), payload.getUser().getTeamId()),
                    payload.getUser().getId(),
                    channel,
                    payload.getResponseUrl(),
                    text -> afterwards(payload.getResponseUrl(), text));
            return guard.admit(visit, person -> inside.apply(person, payload));
        };
    }

    /** Through Slack Connect a user of another workspace can press our buttons: their own team is what counts. */
    private static String teamOf(String team, @Nullable String usersTeam) {
        return usersTeam == null ? team : usersTeam;
    }

    private static Response underTheFirstField(ViewSubmissionPayload payload, String text) {
        return payload.getView().getBlocks().stream()
                .filter(InputBlock.class::isInstance)
                .findFirst()
                .map(block -> Answers.errors(Map.of(((InputBlock) block).getBlockId(), text)))
                .orElseGet(Answers::nothing);
    }

    private Response afterwards(@Nullable String responseUrl, String text) {
        if (responseUrl != null) {
            later.execute(() -> {
                try {
                    slack.respond(responseUrl, SlackClient.Reach.PERSON, text, null);
                } catch (SlackFault e) {
                    LOG.warn("an answer did not reach the person: {}", e.getMessage());
                }
            });
        }
        return Answers.nothing();
    }
}
