package dev.certsend.manage;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.certsend.link.SentLink;
import dev.certsend.mail.EmailAddress;
import dev.certsend.send.SendCertificate;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Sure;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One link as its sender sees it: a text, and the buttons that apply. */
final class LinkBlocks {
    private static final int MOST_LABEL = 75;
    private static final int MOST_NAME = 120;

    private LinkBlocks() {}

    /** Above its buttons, in a list of many certificates. */
    static String withCertificate(SentLink link, String reader, Words words) {
        String about = Mrkdwn.code(Mrkdwn.cut(link.certificateName(), MOST_NAME)) + " · "
                + words.say("links.order", Map.of("order", Long.toString(link.orderId())));
        if (!link.requesterId().equals(reader)) {
            about += " · " + words.say("links.sent_by", Map.of("person", Mrkdwn.person(link.requesterId())));
        }
        return about + "\n" + line(link, words);
    }

    /** Above its buttons, where the certificate is named already. */
    static String line(SentLink link, Words words) {
        List<String> facts = new ArrayList<>();
        facts.add("*" + state(link, words) + "*");
        if (link.opened() > 0) {
            facts.add(words.say("links.opened", Map.of("count", link.opened())));
        }
        if (link.mostDownloads() != null) {
            facts.add(
                    words.say("links.downloaded.of", Map.of("count", link.downloaded(), "most", link.mostDownloads())));
        } else if (link.downloaded() > 0) {
            facts.add(words.say("links.downloaded", Map.of("count", link.downloaded())));
        }
        if (link.scanned() > 0) {
            facts.add(words.say("links.scanned", Map.of("count", link.scanned())));
        }
        if (link.lastUsedAt() != null) {
            facts.add(words.say("links.last_used", Map.of("when", when(link.lastUsedAt(), words))));
        }
        return Mrkdwn.escape(EmailAddress.shown(link.recipient())) + "\n" + String.join(" · ", facts);
    }

    private static String state(SentLink link, Words words) {
        Map<String, String> until = Map.of("day", words.day(link.expiresAt()));
        return switch (link.state()) {
            case LIVE -> words.say("links.live", until);
            case USED_UP -> words.say("links.used_up");
            case EXPIRED -> words.say("links.ended", until);
            case REVOKED ->
                link.revokedBy() == null
                        ? words.say("links.revoked.order")
                        : words.say("links.revoked", Map.of("person", Mrkdwn.person(link.revokedBy())));
        };
    }

    private static String when(Instant when, Words words) {
        return "<!date^" + when.getEpochSecond() + "^{date_short_pretty} {time}|" + words.minute(when) + ">";
    }

    /**
     * The buttons that apply to it. What was chosen in a menu stays chosen as long as ids do: a new end is a new id.
     *
     * @param place the list it stands in; null where it stands in a view
     */
    static LayoutBlock buttons(SentLink link, @Nullable Place place, Words words) {
        String recipient = EmailAddress.shown(link.recipient());
        List<BlockElement> elements = new ArrayList<>();
        if (link.opens()) {
            Sure sure = new Sure(
                    words.say("links.sure.title"),
                    recipient.length() > 120
                            ? words.say("links.sure.text")
                            : words.say("links.sure.of", Map.of("recipient", recipient)),
                    words.say("links.sure.yes"),
                    words.say("links.sure.no"));
            elements.add(sure.before(button(
                    ManageLinks.REVOKE,
                    words.say("links.revoke.button"),
                    link.linkId().toString(),
                    recipient)));
        }
        if (!link.extensions().isEmpty()) {
            elements.add(extend(link, words));
        }
        elements.add(button(
                SendCertificate.AGAIN,
                words.say("links.again.button"),
                link.deliveryId().toString(),
                recipient));
        String id = "link " + link.linkId() + " " + link.expiresAt().getEpochSecond();
        return ActionsBlock.builder()
                .blockId(id + (place == null ? "" : place.inRow()))
                .elements(elements)
                .build();
    }

    private static BlockElement extend(SentLink link, Words words) {
        List<OptionObject> options = link.extensions().stream()
                .map(days -> OptionObject.builder()
                        .text(Blocks.plain(words.say(
                                "links.extend.option", Map.of("days", days, "day", words.day(link.in(days))))))
                        .value(new Extension(link.linkId(), days).written())
                        .build())
                .toList();
        return StaticSelectElement.builder()
                .actionId(ManageLinks.EXTEND)
                .placeholder(Blocks.plain(words.say("links.extend.placeholder")))
                .options(options)
                .build();
    }

    /** Many buttons with one text are told apart by ear, too. */
    private static ButtonElement button(String actionId, String text, String value, String recipient) {
        ButtonElement button = Blocks.button(actionId, text, value);
        button.setAccessibilityLabel(Mrkdwn.cut(text + " " + recipient, MOST_LABEL));
        return button;
    }
}
