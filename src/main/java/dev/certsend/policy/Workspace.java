package dev.certsend.policy;

import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one Slack workspace this program belongs to: the one its token is of. */
public final class Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final int RETRY_SECONDS = 5;

    private final SlackClient slack;
    private volatile @Nullable Identity identity;

    /** Its id {@code T…}, its name, and the user id of our bot in it. */
    public record Identity(String teamId, String name, String botUserId) {}

    public Workspace(SlackClient slack) {
        this.slack = slack;
    }

    /** Empty until Slack has answered once. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** Asks Slack now and, while it doesn't answer, every 5 s: a start does not depend on Slack. */
    public void learn(ScheduledExecutorService later) {
        try {
            AuthTestResponse answer = slack.whoAmI();
            identity = new Identity(answer.getTeamId(), String.valueOf(answer.getTeam()), answer.getUserId());
            LOG.info("serving the Slack workspace {} ({})", answer.getTeam(), answer.getTeamId());
        } catch (SlackFault e) {
            LOG.warn(
                    "Slack does not say which workspace our token is of ({}); asking again in {} s",
                    e.getMessage(),
                    RETRY_SECONDS);
            Future<?> unused = later.schedule(() -> learn(later), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
