package dev.certsend.manage;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import dev.certsend.link.LinkSend;
import dev.certsend.link.SentLink;
import dev.certsend.link.SentLinks;
import dev.certsend.link.SentLinks.By;
import dev.certsend.link.SentLinks.Outcome;
import dev.certsend.link.SentLinks.Revoked;
import dev.certsend.mail.EmailAddress;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The dialogue about links: {@code /cert-send links}, the view behind a confirmation, and the buttons in both. */
public final class ManageLinks {
    /** Action id of <em>Revoke</em>; its value is the link's id. */
    public static final String REVOKE = "link_revoke";
    /** Action id of the menu <em>Extend to</em>. */
    public static final String EXTEND = "link_extend";
    /** Action id of the button to the next older page. */
    public static final String OLDER = "links_older";
    /** Action id of the button to the next newer page. */
    public static final String NEWER = "links_newer";

    /** What is written down where everybody's list is refused. */
    static final String ALL = "/cert-send links all";
    /** The words that say who may. */
    static final String REFUSED = "links.refused";

    private final SentLinks links;
    private final Keepers keepers;
    private final Screens screens;
    private final Runnable changed;

    /** @param changed told after a change, so that confirmations follow soon */
    public ManageLinks(SentLinks links, Keepers keepers, SlackClient slack, Executor later, Runnable changed) {
        this.links = links;
        this.keepers = keepers;
        this.screens = new Screens(links, keepers, slack, later);
        this.changed = changed;
    }

    /** Whether a {@code /cert-send} is about links: its first word is exactly that. */
    public static boolean isMeant(SlashCommandPayload command) {
        return LinkQuery.isMeant(command.getText());
    }

    /** {@code /cert-send links [all] [words]}. */
    public Response look(Person person, SlashCommandPayload command) {
        Optional<LinkQuery> query = LinkQuery.typed(command.getText());
        if (query.isEmpty()) {
            return Answers.onlyYou(person.words().say("links.usage"));
        }
        Place place = new Place(query.get().written(), 0);
        if (!query.get().everybody() || person.admin()) {
            LinksPage page = screens.page(person, place, null);
            return Answers.onlyYou(page.text(), page.blocks());
        }
        keepers.decide(
                Screens.everybodys(person, ALL, command.getChannelId()),
                () -> screens.post(person, command.getResponseUrl(), place),
                refusal -> screens.tell(command.getResponseUrl(), refusal));
        return Answers.nothing();
    }

    /** A paging button: the page takes the place of the one it stands under. */
    public Response turn(Person person, BlockActionPayload pressed) {
        Place place = Place.read(pressed.getActions().get(0).getValue());
        Runnable turn = () -> screens.replace(person, pressed.getResponseUrl(), place, null);
        if (LinkQuery.read(place.query()).everybody()) {
            keepers.decide(
                    Screens.everybodys(person, pressed.getActions().get(0).getActionId(), Screens.channelOf(pressed)),
                    turn,
                    refusal -> screens.refuse(person, pressed, refusal));
        } else {
            turn.run();
        }
        return Answers.nothing();
    }

    /** <em>Revoke</em>, in a list or a view. */
    public Response revoke(Person person, BlockActionPayload pressed) {
        UUID linkId = UUID.fromString(pressed.getActions().get(0).getValue());
        return change(person, pressed, linkId, by -> links.revoke(linkId, by), "links.done.revoked");
    }

    /** A choice in the menu <em>Extend to</em>, in a list or a view. */
    public Response extend(Person person, BlockActionPayload pressed) {
        Extension chosen =
                Extension.read(pressed.getActions().get(0).getSelectedOption().getValue());
        return change(
                person,
                pressed,
                chosen.linkId(),
                by -> links.extend(chosen.linkId(), chosen.days(), by),
                "links.done.extended");
    }

    /** <em>Revoke links</em> under a confirmation: all of its send. */
    public Response revokeAll(Person person, BlockActionPayload pressed) {
        UUID sendId = UUID.fromString(pressed.getActions().get(0).getValue());
        Optional<LinkSend> send =
                links.send(sendId).filter(found -> found.teamId().equals(person.teamId()));
        if (send.isEmpty()) {
            screens.answer(person, pressed, null, person.words().say("links.told.unknown"));
            return Answers.nothing();
        }
        decide(person, pressed, send.get(), () -> {
            Revoked revoked = links.revokeAll(sendId, by(person));
            changed.run();
            screens.answer(person, pressed, sendId, told(person.words(), revoked));
        });
        return Answers.nothing();
    }

    /** <em>Links</em> under a confirmation: each link of its send in a view. */
    public Response details(Person person, BlockActionPayload pressed) {
        UUID sendId = UUID.fromString(pressed.getActions().get(0).getValue());
        Optional<SentLink> any = oneOf(person, sendId);
        if (any.isEmpty()) {
            screens.answer(person, pressed, null, person.words().say("links.told.unknown"));
        } else {
            decide(person, pressed, any.get(), () -> screens.open(person, pressed, sendId));
        }
        return Answers.nothing();
    }

    private Response change(
            Person person, BlockActionPayload pressed, UUID linkId, Function<By, Outcome> deed, String done) {
        Optional<SentLink> link =
                links.find(linkId).filter(found -> found.teamId().equals(person.teamId()));
        if (link.isEmpty()) {
            screens.answer(person, pressed, null, person.words().say("links.told.unknown"));
            return Answers.nothing();
        }
        decide(person, pressed, link.get(), () -> {
            Outcome outcome = deed.apply(by(person));
            changed.run();
            SentLink now = links.find(linkId).orElse(link.get());
            screens.answer(person, pressed, now.sendId(), told(person.words(), outcome, now, done));
        });
        return Answers.nothing();
    }

    private static String told(Words words, Revoked revoked) {
        String ofLinks = words.say("links.done.revoked_all", Map.of("count", revoked.links()));
        if (revoked.letters() == 0) {
            return ofLinks;
        }
        String ofLetters = words.say("links.done.unwritten", Map.of("count", revoked.letters()));
        return revoked.links() == 0 ? ofLetters : ofLinks + " " + ofLetters;
    }

    private static String told(Words words, Outcome outcome, SentLink link, String done) {
        String key =
                switch (outcome) {
                    case DONE -> done;
                    case REVOKED_BEFORE -> "links.told.revoked_before";
                    case ENDED_BEFORE -> "links.told.ended_before";
                    case NOT_LATER -> "links.told.not_later";
                    case USED_UP -> "links.told.used_up";
                    case UNKNOWN -> "links.told.unknown";
                };
        Map<String, String> facts = Map.of(
                "recipient", Mrkdwn.escape(EmailAddress.shown(link.recipient())), "day", words.day(link.expiresAt()));
        Map<String, String> named = new HashMap<>(facts);
        named.keySet().retainAll(words.argumentsOf(key));
        return named.isEmpty() ? words.say(key) : words.say(key, named);
    }

    private void decide(Person person, BlockActionPayload pressed, SentLink link, Runnable granted) {
        LinkSend send = new LinkSend(
                link.sendId(),
                link.teamId(),
                link.requesterId(),
                link.orderId(),
                link.certificateId(),
                link.certificateName(),
                false);
        decide(person, pressed, send, granted);
    }

    private void decide(Person person, BlockActionPayload pressed, LinkSend send, Runnable granted) {
        String what = pressed.getActions().get(0).getActionId();
        keepers.decide(
                new Keepers.Wish(
                        person, what, Screens.channelOf(pressed), REFUSED, send.requesterId(), entry -> entry.about(
                                        send.orderId(), send.certificateId(), send.certificateName())
                                .in(send.sendId(), "downloadlink", send.requesterId())),
                granted,
                refusal -> screens.refuse(person, pressed, refusal));
    }

    private Optional<SentLink> oneOf(Person person, UUID sendId) {
        return links.ofSend(sendId).stream()
                .filter(link -> link.teamId().equals(person.teamId()))
                .findFirst();
    }

    private static By by(Person person) {
        return new By(person.userId(), person.name());
    }
}
