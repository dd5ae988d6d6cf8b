package dev.certsend.confirmation;

import com.slack.api.model.block.LayoutBlock;
import dev.certsend.delivery.Delivery;
import dev.certsend.delivery.Send;
import dev.certsend.link.SentLink;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the channel is told of a send as it stands: the text alone says everything, the blocks say it better. */
record Confirmation(String text, List<LayoutBlock> blocks, boolean last) {
    private static final int MOST_OUTCOME = 150;

    /**
     * A send as it stands.
     *
     * @param links those that its letters hold, in the mode that has any
     * @param more whether letters that are still to be written will hold links
     * @param version what there is to tell, as of this moment
     */
    record Facts(Send send, List<Delivery> deliveries, List<SentLink> links, boolean more, long version) {}

    /** @param hint what else the reader should know, often empty */
    static Confirmation of(Facts facts, String hint) {
        Send send = facts.send();
        List<Delivery> deliveries = facts.deliveries();
        Words words = send.words();
        String headline = headline(words, deliveries);
        String name = Mrkdwn.escape(send.certificateName());
        String asked = words.say(
                "confirmation.asked",
                Map.of(
                        "person", Mrkdwn.person(send.requesterId()),
                        "order", Long.toString(send.orderId()),
                        "mode", words.say(send.mode().words()),
                        "when", when(send, words)));
        Map<UUID, SentLink> links =
                facts.links().stream().collect(Collectors.toMap(SentLink::deliveryId, Function.identity()));
        List<String> lines = deliveries.stream()
                .map(delivery -> line(words, delivery, links.get(delivery.deliveryId())))
                .toList();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + headline + "*\n`" + name.replace('`', '\'') + "`"));
        Blocks.sections(lines).forEach(blocks::add);
        ConfirmationButtons.of(facts, links, words).ifPresent(blocks::add);
        blocks.add(Blocks.small(asked));
        String text = headline + ": " + name + "\n" + String.join("\n", lines) + "\n" + asked;
        if (!hint.isEmpty()) {
            blocks.add(Blocks.small(hint));
            text = text + "\n" + hint;
        }
        return new Confirmation(
                Mrkdwn.cut(text, 4000), blocks, deliveries.stream().allMatch(d -> d.state()
                        .settled()));
    }

    private static String headline(Words words, List<Delivery> deliveries) {
        long accepted = deliveries.stream()
                .filter(d -> d.state() == Delivery.State.ACCEPTED)
                .count();
        boolean all = deliveries.stream().allMatch(d -> d.state().settled());
        Map<String, Long> counts = Map.of("accepted", accepted, "all", (long) deliveries.size());
        if (!all) {
            return words.say("confirmation.sending", counts);
        }
        return accepted == 0 ? words.say("confirmation.failed") : words.say("confirmation.sent", counts);
    }

    private static String line(Words words, Delivery delivery, @Nullable SentLink link) {
        String outcome = delivery.outcome() == null || delivery.state() == Delivery.State.ACCEPTED
                ? ""
                : " (" + Mrkdwn.escape(Mrkdwn.cut(delivery.outcome(), MOST_OUTCOME)) + ")";
        return "• " + Mrkdwn.escape(EmailAddress.shown(delivery.recipient())) + " – " + words.say(delivery.words())
                + outcome + (link == null ? "" : became(words, link));
    }

    /** What became of a link; nothing while nothing has. */
    private static String became(Words words, SentLink link) {
        List<String> facts = new ArrayList<>();
        if (link.opened() > 0) {
            facts.add(words.say("confirmation.link.opened"));
        }
        if (link.downloaded() > 0) {
            facts.add(words.say("links.downloaded", Map.of("count", link.downloaded())));
        }
        switch (link.state()) {
            case REVOKED -> facts.add(words.say("confirmation.link.revoked"));
            case EXPIRED -> facts.add(words.say("confirmation.link.ended", Map.of("day", words.day(link.expiresAt()))));
            case USED_UP -> facts.add(words.say("links.used_up"));
            case LIVE -> {}
        }
        return facts.isEmpty() ? "" : " · " + String.join(", ", facts);
    }

    private static String when(Send send, Words words) {
        return "<!date^" + send.requestedAt().getEpochSecond() + "^{date_short_pretty} {time}|"
                + words.minute(send.requestedAt()) + ">";
    }
}
