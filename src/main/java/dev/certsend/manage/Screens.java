package dev.certsend.manage;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import dev.certsend.link.SentLink;
import dev.certsend.link.SentLinks;
import dev.certsend.manage.LinksView.Carried;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Person;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people see of links, shown anew where they see it: always as it stands then, behind the request. What a button says of
 * where it stood is as good as its sender's word, so what is shown after a press is authorised like the thing itself.
 */
final class Screens {
    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);

    private final SentLinks links;
    private final Keepers keepers;
    private final SlackClient slack;
    private final Executor later;

    Screens(SentLinks links, Keepers keepers, SlackClient slack, Executor later) {
        this.keepers = keepers;
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

    /**
     * After a press: the view, or the page of the list, in which the button stood, if the person may see it; else a word.
     *
     * @param sendId the send about which the person may know everything; null where there is none
     */
    void answer(Person person, BlockActionPayload pressed, @Nullable UUID sendId, String notice) {
        View view = pressed.getView();
        if (view != null) {
            // Whatever became of the view meanwhile: what is shown now is as true as can be.
            Metadata.read(view.getPrivateMetadata(), Carried.class)
                    .ifPresent(known ->
                            behind(() -> slack.updateView(view.getId(), null, after(person, known, sendId, notice))));
            return;
        }
        String responseUrl = pressed.getResponseUrl();
        Optional<Place> place = Place.ofRow(pressed.getActions().get(0).getBlockId());
        if (place.isEmpty()) {
            tell(responseUrl, notice);
        } else if (LinkQuery.read(place.get().query()).everybody()) {
            keepers.decide(
                    everybodys(person, ManageLinks.ALL, channelOf(pressed)),
                    () -> replace(person, responseUrl, place.get(), notice),
                    refusal -> tell(responseUrl, notice));
        } else {
            replace(person, responseUrl, place.get(), notice);
        }
    }

    private View after(Person person, Carried carried, @Nullable UUID sendId, String notice) {
        return sendId != null && sendId.toString().equals(carried.sendId())
                ? LinksView.of(person, links.ofSend(sendId), carried, notice)
                : LinksView.saying(person.words(), carried, notice);
    }

    /** The wish to see everybody's links. */
    static Keepers.Wish everybodys(Person person, String what, @Nullable String channelId) {
        return new Keepers.Wish(person, what, channelId, ManageLinks.REFUSED, null, UnaryOperator.identity());
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
