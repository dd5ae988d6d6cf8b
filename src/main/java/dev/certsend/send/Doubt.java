package dev.certsend.send;

import dev.certsend.delivery.SentBefore;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.LikelyTypo;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person is asked to think over before they send all the same.
 *
 * @param about what tells it from other doubts
 * @param text what the person reads, in Slack's mrkdwn
 */
record Doubt(String about, String text) {

    /** The address looks mistyped. */
    static Optional<Doubt> typo(EmailAddress typed, Words words) {
        return LikelyTypo.meant(typed).map(meant -> {
            // Letters before the @ may only look like others; else the domain is mistyped.
            boolean inLetters = typed.domain().equals(meant.domain());
            Map<String, String> both =
                    Map.of("typed", Mrkdwn.escape(typed.shown()), "meant", Mrkdwn.escape(meant.shown()));
            return new Doubt("typo " + typed, words.say(inLetters ? "send.doubt.look_alike" : "send.doubt.typo", both));
        });
    }

    /** The same certificate went to the same address a few days ago. */
    static Doubt repetition(SentBefore before, long certificateId, Words words) {
        Map<String, String> facts = Map.of(
                "recipient", Mrkdwn.escape(EmailAddress.shown(before.recipient())),
                "person", Mrkdwn.person(before.requesterId()),
                "when", when(before.requestedAt(), words));
        return new Doubt(
                "again " + certificateId + " " + before.recipient(), words.say("send.doubt.repetition", facts));
    }

    private static String when(Instant when, Words words) {
        return "<!date^" + when.getEpochSecond() + "^{date_long_pretty} {time}|" + words.minute(when) + ">";
    }

    /** Short enough for a view to carry, and another one when there are other doubts; empty where there are none. */
    static String remembered(List<Doubt> doubts) {
        String all = doubts.stream().map(Doubt::about).sorted().collect(Collectors.joining("\n"));
        return all.isEmpty() ? "" : Integer.toHexString(all.hashCode());
    }
}
