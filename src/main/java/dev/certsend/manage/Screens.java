package dev.certsend.manage;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import dev.certsend.link.SentLink;
import dev.certsend.link.SentLinks;
import dev.certsend.manage.LinksView.Carried;
import dev.certsend.policy.Person;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people see of links, shown anew where they see it: always as it stands then, behind the request. */
final class Screens {
    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);

    private final SentLinks links;
    private final SlackClient slack;
    private final Executor later;

    Screens(SentLinks links, SlackClient slack, Executor later) {
        this.links = links;
        this.slack = slack;
        this.later = later;
    }

    /** A page of the list, one more link being asked for than it shows. */
    LinksPage page(Person person, Place place, @Nullable String notice) {
        List<SentLink> found = links.page(
                LinkQuery.read(place.query()).question(person.teamId(), person.userId()),
                place.page() * LinksPage.SIZE,
                LinksPage.SIZE + 1);
        return LinksPage.of(person, found, place, notice);
    }

    /** A page as a message of its own that only the person sees. */
    void post(Person person, @Nullable String responseUrl, Place place) {
        behind(() -> {
            if (responseUrl != null) {
                LinksPage page = page(person, place, null);
                slack.respond(responseUrl, SlackClient.Reach.PERSON, page.text(), page.blocks());
            }
        });
    }

    /** A page in place of the list whose button was pressed; past the half hour in which Slack lets that be, as a direct message. */
    void replace(Person person, @Nullable String responseUrl, Place place, @Nullable String notice) {
        behind(() -> {
            LinksPage page = page(person, place, notice);
            try {
                if (responseUrl != null) {
                    slack.respond(responseUrl, SlackClient.Reach.REPLACE, page.text(), page.blocks());
                }
            } catch (SlackFault e) {
                if (e.kind() != SlackFault.Kind.GONE) {
                    throw e;
                }
                slack.post(person.userId(), page.text(), page.blocks());
            }
        });
    }

    /** The links of a send, in a view of their own. */
    void open(Person person, BlockActionPayload pressed, UUID sendId) {
        Carried carried = new Carried(sendId.toString(), channelOf(pressed), pressed.getResponseUrl());
        behind(() -> {
            try {
                View view = LinksView.of(person, links.ofSend(sendId), carried, null);
                slack.openView(pressed.getTriggerId(), view);
            } catch (SlackFault e) {
                if (e.kind() != SlackFault.Kind.GONE || pressed.getResponseUrl() == null) {
                    throw e;
                }
                String late = person.words().say("links.too_late");
                slack.respond(pressed.getResponseUrl(), SlackClient.Reach.PERSON, late, null);
            }
        });
    }

    /** After a press: the view, or the page of the list, in which the button stood; else a word to the person. */
    void answer(Person person, BlockActionPayload pressed, String notice) {
        View view = pressed.getView();
        if (view != null) {
            Optional<Carried> carried = Metadata.read(view.getPrivateMetadata(), Carried.class);
            // Whatever became of the view meanwhile: what is shown now is as true as can be.
            carried.ifPresent(known -> behind(() -> {
                List<SentLink> now = links.ofSend(UUID.fromString(known.sendId()));
                slack.updateView(view.getId(), null, LinksView.of(person, now, known, notice));
            }));
            return;
        }
        Optional<Place> place = Place.ofRow(pressed.getActions().get(0).getBlockId());
        if (place.isPresent()) {
            replace(person, pressed.getResponseUrl(), place.get(), notice);
        } else {
            tell(pressed.getResponseUrl(), notice);
        }
    }

    /** After a press by somebody who may not see what they pressed in. */
    void refuse(Person person, BlockActionPayload pressed, String refusal) {
        View view = pressed.getView();
        if (view == null) {
            tell(pressed.getResponseUrl(), refusal);
            return;
        }
        Carried carried =
                Metadata.read(view.getPrivateMetadata(), Carried.class).orElse(new Carried("", null, null));
        behind(() -> slack.updateView(view.getId(), null, LinksView.saying(person.words(), carried, refusal)));
    }

    /** A word that only the person sees. */
    void tell(@Nullable String responseUrl, String text) {
        if (responseUrl != null) {
            behind(() -> slack.respond(responseUrl, SlackClient.Reach.PERSON, text, null));
        }
    }

    static @Nullable String channelOf(BlockActionPayload pressed) {
        return pressed.getContainer() == null ? null : pressed.getContainer().getChannelId();
    }

    private void behind(Runnable work) {
        later.execute(() -> {
            try {
                work.run();
            } catch (SlackFault e) {
                LOG.warn("links did not reach the person: {}", e.getMessage());
            }
        });
    }
}
