package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.mail.Outcome;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended and what follows.
 *
 * @param state where the delivery stands now
 * @param pause how long until the next attempt; null when there is none
 * @param actions what the audit log is told
 * @param reason in one line and in English, for the log: what the mail server or CertCentral said, or what was wrong
 * @param told the same for people, in the requester's language
 */
record Ending(Delivery.State state, @Nullable Duration pause, List<Action> actions, String reason, String told) {

    /** The mail server, or CertCentral, answered, or didn't; people are told the answer itself. */
    static Ending of(Outcome outcome, Delivery delivery, Words words) {
        return of(outcome, told(outcome, words), delivery, words);
    }

    /** The same where people are told something else. */
    static Ending of(Outcome outcome, String told, Delivery delivery, Words words) {
        String said = said(outcome);
        return switch (outcome.kind()) {
            case ACCEPTED -> new Ending(Delivery.State.ACCEPTED, null, List.of(Action.MAIL_ACCEPTED), said, told);
            case REJECTED -> refused(said, told);
            case UNCERTAIN ->
                delivery.isLastDoubt()
                        ? uncertain(said, words)
                        : deferred(List.of(Action.MAIL_UNCERTAIN), delivery.attempt(), said, told);
            case DEFERRED, RELAY_DOWN, RELAY_REFUSES_US -> deferred(List.of(), delivery.attempt(), said, told);
        };
    }

    /** It can't be sent, now or ever. */
    static Ending refused(String reason, String told) {
        return new Ending(Delivery.State.REJECTED, null, List.of(Action.MAIL_REJECTED), reason, told);
    }

    /** It may have been sent, and not for the first time: to send it again is for people to decide. */
    static Ending uncertain(String reason, Words words) {
        return new Ending(
                Delivery.State.GAVE_UP,
                null,
                List.of(Action.MAIL_UNCERTAIN, Action.MAIL_GIVEN_UP),
                reason,
                words.say("delivery.uncertain"));
    }

    /** It can't be sent now. */
    static Ending later(String reason, String told, int attempt) {
        return deferred(List.of(), attempt, reason, told);
    }

    private static Ending deferred(List<Action> first, int attempt, String reason, String told) {
        Optional<Duration> pause = RetryLadder.after(attempt);
        List<Action> actions = new ArrayList<>(first);
        actions.add(pause.isPresent() ? Action.MAIL_DEFERRED : Action.MAIL_GIVEN_UP);
        Delivery.State state = pause.isPresent() ? Delivery.State.DEFERRED : Delivery.State.GAVE_UP;
        return new Ending(state, pause.orElse(null), actions, reason, told);
    }

    /** Who refuses a file takes a link. */
    private static String told(Outcome outcome, Words words) {
        String said = said(outcome);
        return outcome.isAboutContent() ? words.say("delivery.content", Map.of("said", said)) : said;
    }

    private static String said(Outcome outcome) {
        String codes = outcome.code() > 0 ? outcome.code() + " " : "";
        return (codes + (outcome.enhancedCode() == null ? "" : outcome.enhancedCode() + " ") + outcome.text()).strip();
    }
}
