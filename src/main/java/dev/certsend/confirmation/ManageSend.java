package dev.certsend.confirmation;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Send;
import dev.certsend.link.SentLinks;
import dev.certsend.link.SentLinks.By;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Pressed;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buttons <em>Cancel</em>, <em>Try again</em> and <em>Details</em> under a confirmation. Who sent it, and admins, may
 * change what becomes of a send; what the channel reads already, every full member may look at.
 */
public final class ManageSend {
    private static final Logger LOG = LoggerFactory.getLogger(ManageSend.class);

    private final Deliveries deliveries;
    private final SentLinks links;
    private final Keepers keepers;
    private final SlackClient slack;
    private final Executor later;
    private final Runnable changed;

    /** @param changed told after a change, so that letters and confirmations follow soon */
    public ManageSend(
            Deliveries deliveries,
            SentLinks links,
            Keepers keepers,
            SlackClient slack,
            Executor later,
            Runnable changed) {
        this.deliveries = deliveries;
        this.links = links;
        this.keepers = keepers;
        this.slack = slack;
        this.later = later;
        this.changed = changed;
    }

    /** <em>Cancel</em>: what it did, the message itself says. */
    public Response cancel(Person person, BlockActionPayload pressed) {
        return change(person, pressed, send -> {
            Deliveries.Stopped stopped = deliveries.cancel(send.sendId(), by(person));
            LOG.info("cancelled {} deliveries of send {}", stopped.stopped(), send.sendId());
            changed.run();
            if (stopped.stopped() == 0) {
                String key = stopped.late() > 0 ? "confirmation.cancel.late" : "confirmation.cancel.over";
                tell(pressed.getResponseUrl(), person.words().say(key));
            }
        });
    }

    /** <em>Try again</em>, under a confirmation or in the details. */
    public Response retry(Person person, BlockActionPayload pressed) {
        return change(person, pressed, send -> {
            int tried = deliveries.retry(send.sendId(), by(person));
            LOG.info("{} deliveries of send {} are tried again", tried, send.sendId());
            changed.run();
            String told = person.words().say("confirmation.retry.done", Map.of("count", tried));
            View view = pressed.getView();
            if (view != null) {
                behind(() -> slack.updateView(view.getId(), null, details(person, pressed, send, told)));
            } else if (tried == 0) {
                tell(pressed.getResponseUrl(), told);
            }
        });
    }

    /** <em>Details</em>: each recipient, as it stands when it is pressed. */
    public Response details(Person person, BlockActionPayload pressed) {
        Optional<Send> send = send(person, pressed);
        if (send.isEmpty()) {
            refuse(person, pressed, person.words().say("confirmation.unknown"));
            return Answers.nothing();
        }
        behind(() -> {
            try {
                slack.openView(pressed.getTriggerId(), details(person, pressed, send.get(), null));
            } catch (SlackFault e) {
                if (e.kind() != SlackFault.Kind.GONE || pressed.getResponseUrl() == null) {
                    throw e;
                }
                String late = person.words().say("links.too_late");
                slack.respond(pressed.getResponseUrl(), SlackClient.Reach.PERSON, late, null);
            }
        });
        return Answers.nothing();
    }

    private View details(Person person, BlockActionPayload pressed, Send send, @Nullable String notice) {
        UUID sendId = send.sendId();
        SendDetails.Carried begun = carried(pressed);
        SendDetails.Carried carried =
                new SendDetails.Carried(sendId.toString(), begun.channelId(), begun.responseUrl());
        return SendDetails.of(person, send, deliveries.details(sendId), links.ofSend(sendId), carried, notice);
    }

    /** Where the dialogue was begun. */
    private static SendDetails.Carried carried(BlockActionPayload pressed) {
        View view = pressed.getView();
        return view == null
                ? new SendDetails.Carried("", channelOf(pressed), pressed.getResponseUrl())
                : Metadata.read(view.getPrivateMetadata(), SendDetails.Carried.class)
                        .orElse(new SendDetails.Carried("", null, null));
    }

    private Response change(Person person, BlockActionPayload pressed, Consumer<Send> deed) {
        Optional<Send> found = send(person, pressed);
        if (found.isEmpty()) {
            refuse(person, pressed, person.words().say("confirmation.unknown"));
            return Answers.nothing();
        }
        Send send = found.get();
        Keepers.Wish wish = new Keepers.Wish(
                person,
                pressed.getActions().get(0).getActionId(),
                channelOf(pressed),
                "confirmation.refused",
                send.requesterId(),
                entry -> entry.about(send.orderId(), send.certificateId(), send.certificateName())
                        .in(send.sendId(), send.mode().value(), send.requesterId()));
        keepers.decide(wish, () -> deed.accept(send), refusal -> refuse(person, pressed, refusal));
        return Answers.nothing();
    }

    /** What the button names, if it is this team's: a value comes from the client. */
    private Optional<Send> send(Person person, BlockActionPayload pressed) {
        return Pressed.id(pressed).flatMap(deliveries::find).filter(send -> send.teamId()
                .equals(person.teamId()));
    }

    private void refuse(Person person, BlockActionPayload pressed, String refusal) {
        View view = pressed.getView();
        if (view == null) {
            tell(pressed.getResponseUrl(), refusal);
            return;
        }
        View saying = SendDetails.saying(person.words(), carried(pressed), refusal);
        behind(() -> slack.updateView(view.getId(), null, saying));
    }

    private void tell(@Nullable String responseUrl, String text) {
        if (responseUrl != null) {
            behind(() -> slack.respond(responseUrl, SlackClient.Reach.PERSON, text, null));
        }
    }

    private void behind(Runnable work) {
        later.execute(() -> {
            try {
                work.run();
            } catch (SlackFault e) {
                LOG.warn("what became of a press did not reach the person: {}", e.getMessage());
            }
        });
    }

    private static @Nullable String channelOf(BlockActionPayload pressed) {
        return pressed.getContainer() == null ? null : pressed.getContainer().getChannelId();
    }

    private static By by(Person person) {
        return new By(person.userId(), person.name());
    }
}
