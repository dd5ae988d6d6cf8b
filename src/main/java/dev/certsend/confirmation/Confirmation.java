package dev.certsend.confirmation;

import com.slack.api.model.block.LayoutBlock;
import dev.certsend.delivery.Delivery;
import dev.certsend.delivery.Pause;
import dev.certsend.delivery.Send;
import dev.certsend.delivery.Via;
import dev.certsend.link.SentLink;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the channel is told of a send as it stands: the text alone says everything, the blocks say it better. */
record Confirmation(String text, List<LayoutBlock> blocks, boolean last) {
    private static final int MOST_TEXT = 4000;

    /** A send that has just been due is on its way, and what comes of it is told anyway. */
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    /**
     * A send as it stands.
     *
     * @param links those that its letters hold, in the mode that has any
     * @param more whether letters that are still to be written will hold links
     * @param pause why none of its letters leaves now, where any of them waits
     * @param moment what there is to tell, and as of when
     */
    record Facts(
            Send send,
            List<Delivery> deliveries,
            List<SentLink> links,
            boolean more,
            Optional<Pause> pause,
            ConfirmationStore.Moment moment) {

        long version() {
            return moment.version();
        }

        /** When its letters leave, while all of it waits for somebody to think better of it. */
        Optional<Instant> leavesAt() {
            boolean waits = deliveries.stream().allMatch(this::isUntouched);
            return waits ? deliveries.stream().map(Delivery::dueAt).findFirst() : Optional.empty();
        }

        private boolean isUntouched(Delivery delivery) {
            return delivery.state() == Delivery.State.QUEUED
                    && delivery.attempt() == 0
                    && delivery.dueAt() != null
                    && delivery.dueAt().isAfter(moment.now());
        }

        /** When it is no longer true that its letters wait; null where they don't. */
        @Nullable
        Instant outdatedAt() {
            return leavesAt().map(leaves -> leaves.plus(A_MOMENT)).orElse(null);
        }

        boolean settled() {
            return deliveries.stream().allMatch(delivery -> delivery.state().settled());
        }

        Map<UUID, SentLink> linksByDelivery() {
            return links.stream().collect(Collectors.toMap(SentLink::deliveryId, Function.identity()));
        }
    }

    /** @param hint what else the reader should know, often empty */
    static Confirmation of(Facts facts, String hint) {
        return new Confirmation(text(facts, hint), blocks(facts, hint), facts.settled());
    }

    private static List<LayoutBlock> blocks(Facts facts, String hint) {
        Words words = facts.send().words();
        String headline = Headline.of(facts, when -> Dates.second(when, words));
        String name = Mrkdwn.escape(facts.send().certificateName()).replace('`', '\'');
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*" + headline + "*\n`" + name + "`"));
        Blocks.sections(lines(facts, when -> Dates.minute(when, words))).forEach(blocks::add);
        paused(facts, when -> Dates.minute(when, words)).map(Blocks::small).ifPresent(blocks::add);
        blocks.add(ConfirmationButtons.of(facts));
        blocks.add(Blocks.small(asked(facts.send(), when -> Dates.minute(when, words))));
        if (!hint.isEmpty()) {
            blocks.add(Blocks.small(hint));
        }
        return blocks;
    }

    /** Slack takes so many characters: of recipients that are too many for it, it is told how many there are. */
    private static String text(Facts facts, String hint) {
        Words words = facts.send().words();
        String first = Headline.of(facts, words::minute) + ": "
                + Mrkdwn.escape(facts.send().certificateName());
        String last = asked(facts.send(), words::minute) + (hint.isEmpty() ? "" : "\n" + hint);
        List<String> lines = new ArrayList<>(lines(facts, words::minute));
        paused(facts, words::minute).ifPresent(lines::add);
        String more = "";
        int shown = lines.size();
        while (joined(first, lines.subList(0, shown), more, last).length() > MOST_TEXT && shown > 0) {
            shown--;
            more = words.say("confirmation.more", Map.of("count", lines.size() - shown));
        }
        return Mrkdwn.cut(joined(first, lines.subList(0, shown), more, last), MOST_TEXT);
    }

    private static Optional<String> paused(Facts facts, Function<Instant, String> clock) {
        Words words = facts.send().words();
        boolean bySmtp = facts.deliveries().stream().allMatch(delivery -> delivery.via() == Via.SMTP);
        String who = bySmtp ? words.say("confirmation.paused.server") : "CertCentral";
        return facts.pause()
                .filter(pause -> !facts.settled())
                .map(pause -> words.say(
                        pause.refused() ? "confirmation.paused.refused" : "confirmation.paused.down",
                        Map.of("who", who, "since", clock.apply(pause.since()))));
    }

    private static String joined(String first, List<String> lines, String more, String last) {
        return first + "\n" + String.join("\n", lines) + "\n" + (more.isEmpty() ? "" : more + "\n") + last;
    }

    private static List<String> lines(Facts facts, Function<Instant, String> clock) {
        Words words = facts.send().words();
        Map<UUID, SentLink> links = facts.linksByDelivery();
        return facts.deliveries().stream()
                .map(delivery -> DeliveryLine.of(words, delivery, links.get(delivery.deliveryId()), clock))
                .toList();
    }

    /** What was asked for, by whom and when. */
    static String asked(Send send, Function<Instant, String> clock) {
        return asked(send, send.words(), clock);
    }

    /** The same for a reader of another language. */
    static String asked(Send send, Words words, Function<Instant, String> clock) {
        return words.say(
                "confirmation.asked",
                Map.of(
                        "person", Mrkdwn.person(send.requesterId()),
                        "order", Long.toString(send.orderId()),
                        "mode", words.say(send.mode().words()),
                        "when", clock.apply(send.requestedAt())));
    }
}
