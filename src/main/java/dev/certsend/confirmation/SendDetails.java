package dev.certsend.confirmation;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.delivery.Delivery;
import dev.certsend.delivery.DeliveryDetail;
import dev.certsend.delivery.Send;
import dev.certsend.link.SentLink;
import dev.certsend.mail.EmailAddress;
import dev.certsend.policy.Person;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All there is to say of a send, recipient by recipient, as a view. */
final class SendDetails {
    private static final String ID = "send_details";

    /** Of the hundred that a view may have; the rest are the first and the last ones. */
    private static final int MOST_BLOCKS = 94;

    /** Slack takes 250 kB of a view, and a letter beyond ASCII is six of them. */
    private static final int MOST_CHARACTERS = 36_000;

    private final Words words;
    private final Function<Instant, String> clock;

    private SendDetails(Words words) {
        this.words = words;
        this.clock = when -> Dates.minute(when, words);
    }

    /**
     * What the view carries: the send, and where the dialogue was begun, as {@link dev.certsend.slack.Origin} reads it.
     *
     * @param channelId where the button stood that opened it
     */
    record Carried(
            String sendId,
            @Nullable String channelId,
            @Nullable String responseUrl) {}

    /**
     * A send as it stands.
     *
     * @param notice what became of a button that was pressed in the view; null where none was
     */
    static View of(
            Person reader,
            Send send,
            List<DeliveryDetail> details,
            List<SentLink> links,
            Carried carried,
            @Nullable String notice) {
        Words words = reader.words();
        SendDetails written = new SendDetails(words);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + Mrkdwn.code(Mrkdwn.cut(send.certificateName(), 120)) + "*\n"
                + Confirmation.asked(send, words, written.clock)));
        if (notice != null) {
            blocks.add(Blocks.section(notice));
        }
        if (details.stream().anyMatch(each -> each.delivery().state() == Delivery.State.UNCERTAIN)) {
            blocks.add(Blocks.buttons(List.of(ConfirmationButtons.retry(words, carried.sendId()))));
        }
        written.recipients(details, links, blocks);
        blocks.add(Blocks.small(words.say("details.as_of", Map.of("when", written.clock.apply(Instant.now())))));
        return modal(words, carried, blocks);
    }

    /** In place of all that, what stands in its way. */
    static View saying(Words words, Carried carried, String text) {
        return modal(words, carried, List.of(Blocks.section(text)));
    }

    private static View modal(Words words, Carried carried, List<LayoutBlock> blocks) {
        return Views.modal(
                ID, words.say("details.title"), null, words.say("links.close"), Metadata.written(carried), blocks);
    }

    private void recipients(List<DeliveryDetail> details, List<SentLink> links, List<LayoutBlock> blocks) {
        Map<UUID, SentLink> byDelivery =
                links.stream().collect(Collectors.toMap(SentLink::deliveryId, Function.identity()));
        int most = blocks.size() + MOST_BLOCKS;
        int room = MOST_CHARACTERS;
        for (int i = 0; i < details.size(); i++) {
            DeliveryDetail detail = details.get(i);
            String line = line(detail, byDelivery.get(detail.delivery().deliveryId()));
            List<String> said = said(detail);
            room -= line.length() + said.stream().mapToInt(String::length).sum();
            if (room < 0 || blocks.size() + 1 + said.size() > most) {
                blocks.add(Blocks.section(words.say("details.more", Map.of("count", details.size() - i))));
                return;
            }
            blocks.add(Blocks.section(line));
            said.forEach(text -> blocks.add(Blocks.asIs(text)));
        }
    }

    private String line(DeliveryDetail detail, @Nullable SentLink link) {
        Delivery delivery = detail.delivery();
        List<String> facts = new ArrayList<>();
        if (detail.settledAt() != null) {
            facts.add(words.say("details.since", Map.of("when", clock.apply(detail.settledAt()))));
        } else if (delivery.state() == Delivery.State.QUEUED && delivery.dueAt() != null) {
            facts.add(words.say("details.due", Map.of("when", clock.apply(delivery.dueAt()))));
        }
        facts.add(words.say("details.tried", Map.of("count", detail.tries())));
        if (link != null) {
            if (link.state() == SentLink.State.LIVE) {
                facts.add(words.say("details.link", Map.of("day", words.day(link.expiresAt()))));
            }
            facts.addAll(DeliveryLine.became(words, link));
        }
        return "*" + Mrkdwn.escape(EmailAddress.shown(delivery.recipient())) + "*\n"
                + DeliveryLine.state(words, delivery, clock) + "\n" + String.join(" · ", facts);
    }

    /** What others said, whole: nothing of it is a mark. */
    private List<String> said(DeliveryDetail detail) {
        List<String> said = new ArrayList<>();
        String outcome = detail.delivery().outcome();
        if (outcome != null && !outcome.isBlank()) {
            said.add(words.say("details.said", Map.of("said", outcome)));
        }
        String bounce = detail.delivery().bounce();
        if (bounce != null) {
            said.add(
                    detail.bouncedAt() == null
                            ? words.say("delivery.bounced", Map.of("said", bounce))
                            : words.say(
                                    "details.bounced",
                                    Map.of("when", words.minute(detail.bouncedAt()), "said", bounce)));
        }
        return said;
    }
}
