package dev.certsend.confirmation;

import dev.certsend.delivery.Delivery;
import dev.certsend.link.SentLink;
import dev.certsend.mail.EmailAddress;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has become of one delivery, in one line of Slack's mrkdwn. */
final class DeliveryLine {
    private static final int MOST_SAID = 150;

    private DeliveryLine() {}

    /** @param clock writes the moment of the next try */
    static String of(Words words, Delivery delivery, @Nullable SentLink link, Function<Instant, String> clock) {
        StringBuilder line = new StringBuilder("• ")
                .append(Mrkdwn.escape(EmailAddress.shown(delivery.recipient())))
                .append(" – ")
                .append(state(words, delivery, clock));
        boolean past = delivery.state() == Delivery.State.ACCEPTED || delivery.state() == Delivery.State.CANCELLED;
        if (delivery.outcome() != null && !past) {
            line.append(" (").append(shortened(delivery.outcome())).append(')');
        }
        if (delivery.bounce() != null) {
            line.append("; ").append(words.say("delivery.bounced", Map.of("said", shortened(delivery.bounce()))));
        }
        List<String> became = link == null ? List.of() : became(words, link);
        return became.isEmpty() ? line.toString() : line + " · " + String.join(", ", became);
    }

    /** Where it stands, and what nobody knows of it. */
    static String state(Words words, Delivery delivery, Function<Instant, String> clock) {
        Instant due = delivery.dueAt();
        String state = delivery.state() == Delivery.State.DEFERRED && due != null
                ? words.say("delivery.deferred.at", Map.of("when", clock.apply(due)))
                : words.say(delivery.words());
        if (delivery.repeated()) {
            return state + "; " + words.say("delivery.repeated");
        }
        boolean doubtful = delivery.doubtful() && delivery.state() != Delivery.State.UNCERTAIN;
        return doubtful ? state + "; " + words.say("delivery.uncertain") : state;
    }

    private static String shortened(String said) {
        return Mrkdwn.escape(Mrkdwn.cut(said, MOST_SAID));
    }

    /** What became of a link; nothing while nothing has. */
    static List<String> became(Words words, SentLink link) {
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
        return facts;
    }
}
