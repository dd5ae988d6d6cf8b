package dev.certsend.policy;

import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one Slack workspace this program belongs to: the one its token is of. */
public final class Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SlackClient slack;
    private volatile SlackClient.@Nullable Self identity;

    public Workspace(SlackClient slack) {
        this.slack = slack;
    }

    /** Empty until Slack has answered once. */
    public Optional<SlackClient.Self> identity() {
        return Optional.ofNullable(identity);
    }

    /** Asks Slack now and, while it doesn't answer, every 5 s: a start does not depend on Slack. */
    public void learn(Later later) {
        try {
            SlackClient.Self us = slack.whoAmI();
            identity = us;
            LOG.info("serving the Slack workspace {} ({})", us.teamName(), us.teamId());
        } catch (SlackFault e) {
            LOG.warn(
                    "Slack does not say which workspace our token is of ({}); asking again in {} s",
                    e.getMessage(),
                    RETRY.toSeconds());
            later.after(RETRY, () -> learn(later));
        }
    }
}
