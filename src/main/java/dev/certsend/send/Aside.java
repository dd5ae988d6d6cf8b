package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import dev.certsend.policy.Person;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Origin;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one person something beside the form: why it does not open, say. */
final class Aside {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final String VIEW = "aside";

    private final SlackClient slack;
    private final Executor later;

    Aside(SlackClient slack, Executor later) {
        this.slack = slack;
        this.later = later;
    }

    /** Where a button was pressed: a view carries where its own dialogue was begun. */
    static Origin origin(BlockActionPayload pressed) {
        View view = pressed.getView();
        return view == null
                ? new Origin(pressed.getContainer().getChannelId(), pressed.getResponseUrl())
                : Metadata.read(view.getPrivateMetadata(), Origin.class).orElse(Origin.UNKNOWN);
    }

    /** Where the dialogue was begun. */
    void tell(Origin origin, String text) {
        later.execute(() -> respond(origin, text));
    }

    /** Where a button was pressed: beside its message, or on top of the view it is in. */
    void tell(Person person, BlockActionPayload pressed, String text) {
        Origin origin = origin(pressed);
        if (pressed.getView() == null) {
            tell(origin, text);
            return;
        }
        Words words = person.words();
        View told = Views.modal(
                VIEW, words.say("send.title"), null, words.say("quick.close"), "", List.of(Blocks.section(text)));
        later.execute(() -> {
            try {
                slack.pushView(pressed.getTriggerId(), told);
            } catch (SlackFault e) { // on top of three views Slack takes none
                respond(origin, text);
            }
        });
    }

    private void respond(Origin origin, String text) {
        String responseUrl = origin.responseUrl();
        if (responseUrl != null) {
            try {
                slack.respond(responseUrl, SlackClient.Reach.PERSON, text, null);
            } catch (SlackFault e) {
                LOG.info("what was said did not reach the person: {}", e.getMessage());
            }
        }
    }
}
