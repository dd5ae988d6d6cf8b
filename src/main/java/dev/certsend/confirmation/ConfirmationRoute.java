package dev.certsend.confirmation;

import dev.certsend.delivery.Send;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.PostedMessage;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way a confirmation takes: the channel where the command was typed; where our bot isn't in it, the command's own
 * response URL; when that no longer works, a direct message. The last two tell how to invite the bot.
 */
final class ConfirmationRoute {
    private final SlackClient slack;
    private final Supplier<String> botUserId;

    ConfirmationRoute(SlackClient slack, Supplier<String> botUserId) {
        this.slack = slack;
        this.botUserId = botUserId;
    }

    /** Posts for the first time. */
    ConfirmationStore.Shown first(Confirmation.Facts facts) {
        Send send = facts.send();
        if (send.channelId() != null) {
            try {
                Confirmation now = Confirmation.of(facts, "");
                return shown(
                        facts, ConfirmationStore.Route.CHANNEL, slack.post(send.channelId(), now.text(), now.blocks()));
            } catch (SlackFault e) {
                otherWay(e, SlackFault.Kind.CHANNEL);
            }
        }
        if (send.responseUrl() != null) {
            try {
                Confirmation now = Confirmation.of(facts, hint(send));
                slack.respond(send.responseUrl(), SlackClient.Reach.CHANNEL, now.text(), now.blocks());
                return shown(facts, ConfirmationStore.Route.RESPONSE_URL, null);
            } catch (SlackFault e) {
                otherWay(e, SlackFault.Kind.GONE);
            }
        }
        return direct(facts);
    }

    /** What a response URL posted can't be edited: only the end is told, by the same way while it works. */
    ConfirmationStore.Shown lastByResponseUrl(Confirmation.Facts facts, ConfirmationStore.Shown before) {
        Send send = facts.send();
        Confirmation now = Confirmation.of(facts, "");
        if (!now.last() || send.responseUrl() == null) {
            return new ConfirmationStore.Shown(before.route(), before.channelId(), before.ts(), facts.version());
        }
        try {
            slack.respond(send.responseUrl(), SlackClient.Reach.CHANNEL, now.text(), now.blocks());
            return shown(facts, ConfirmationStore.Route.RESPONSE_URL, null);
        } catch (SlackFault e) {
            otherWay(e, SlackFault.Kind.GONE);
            return direct(facts);
        }
    }

    /** How to have the bot in the channel next time. */
    String hint(Send send) {
        return send.words().say("confirmation.invite", Map.of("bot", Mrkdwn.person(botUserId.get())));
    }

    private ConfirmationStore.Shown direct(Confirmation.Facts facts) {
        Send send = facts.send();
        Confirmation now = Confirmation.of(facts, hint(send));
        return shown(facts, ConfirmationStore.Route.DIRECT, slack.post(send.requesterId(), now.text(), now.blocks()));
    }

    private static void otherWay(SlackFault fault, SlackFault.Kind expected) {
        if (fault.kind() != expected) {
            throw fault;
        }
    }

    private static ConfirmationStore.Shown shown(
            Confirmation.Facts facts, ConfirmationStore.Route route, @Nullable PostedMessage posted) {
        return new ConfirmationStore.Shown(
                route,
                posted == null ? facts.send().channelId() : posted.channelId(),
                posted == null ? null : posted.ts(),
                facts.version());
    }
}
