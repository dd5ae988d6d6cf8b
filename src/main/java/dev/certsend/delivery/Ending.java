package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.mail.Outcome;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended and what follows.
 *
 * @param state where the delivery stands now
 * @param pause how long until the next attempt; null when there is none
 * @param step whether the pause is one of the retry ladder's
 * @param actions what the audit log is told
 * @param reason in one line and in English, for the log: what the mail server or CertCentral said, or what was wrong
 * @param told the same for people, in the requester's language; null where it leaves what they were told before
 * @param fault why the way takes nobody's letters; null where it does, or that isn't known
 */
record Ending(
        Delivery.State state,
        @Nullable Duration pause,
        boolean step,
        List<Action> actions,
        String reason,
        @Nullable String told,
        @Nullable RelayFault fault) {
    private static final Set<Outcome.Kind> ANSWERS = EnumSet.of(Outcome.Kind.ACCEPTED, Outcome.Kind.REJECTED);

    /** The mail server answered, or didn't; people are told the answer itself. */
    static Ending of(Outcome outcome, Attempt attempt, RetryPolicy policy) {
        return of(outcome, told(outcome, attempt.send().words()), attempt, policy);
    }

    /** The same where people are told something else. */
    static Ending of(Outcome outcome, String told, Attempt attempt, RetryPolicy policy) {
        String said = said(outcome);
        if (ANSWERS.contains(outcome.kind()) || (outcome.kind() == Outcome.Kind.DEFERRED && outcome.code() > 0)) {
            attempt.markAnswered();
        }
        return switch (outcome.kind()) {
            case ACCEPTED ->
                new Ending(Delivery.State.ACCEPTED, null, false, List.of(Action.MAIL_ACCEPTED), said, told, null);
            case REJECTED -> refused(said, told);
            case UNCERTAIN -> uncertain(said, told, attempt, policy);
            case DEFERRED -> later(said, told, attempt, policy);
            case RELAY_DOWN -> untried(attempt, new RelayFault(false, said));
            case RELAY_REFUSES_US -> untried(attempt, new RelayFault(true, said));
        };
    }

    /** It can't be sent, now or ever. */
    static Ending refused(String reason, String told) {
        return new Ending(Delivery.State.REJECTED, null, false, List.of(Action.MAIL_REJECTED), reason, told, null);
    }

    /** It may have been sent: it is tried again as it is, or left to people where they are to be asked. */
    static Ending uncertain(String reason, String told, Attempt attempt, RetryPolicy policy) {
        Delivery delivery = attempt.delivery();
        if (!policy.ask() && !delivery.isLastDoubt()) {
            return deferred(List.of(Action.MAIL_UNCERTAIN), reason, told, attempt, policy);
        }
        String asks = delivery.via() == Via.SMTP ? "delivery.uncertain.smtp" : "delivery.uncertain.certcentral";
        return new Ending(
                Delivery.State.UNCERTAIN,
                null,
                false,
                List.of(Action.MAIL_UNCERTAIN),
                reason,
                attempt.send().words().say(asks),
                null);
    }

    /** The same where a worker died over it: if it is tried again, then at once. */
    static Ending stopped(String reason, Attempt attempt, RetryPolicy policy) {
        Ending ending = uncertain(reason, attempt.send().words().say("delivery.stopped"), attempt, policy);
        return ending.pause() == null
                ? ending
                : new Ending(
                        ending.state(),
                        Duration.ZERO,
                        false,
                        List.of(Action.MAIL_UNCERTAIN),
                        reason,
                        ending.told(),
                        null);
    }

    /** It can't be sent now. */
    static Ending later(String reason, String told, Attempt attempt, RetryPolicy policy) {
        return deferred(List.of(), reason, told, attempt, policy);
    }

    /** Nothing was tried, or nothing that says anything about this letter: it is due again as it was. */
    static Ending untried(Attempt attempt) {
        return untried(attempt, null);
    }

    private static Ending untried(Attempt attempt, @Nullable RelayFault fault) {
        boolean fresh =
                attempt.delivery().deferrals() == 0 && attempt.delivery().uncertain() == 0;
        Delivery.State before = fresh ? Delivery.State.QUEUED : Delivery.State.DEFERRED;
        String reason = fault == null ? "it did not leave" : fault.reason();
        return new Ending(before, Duration.ZERO, false, List.of(), reason, null, fault);
    }

    private static Ending deferred(
            List<Action> first, String reason, String told, Attempt attempt, RetryPolicy policy) {
        Optional<Duration> pause =
                policy.after(attempt.delivery().deferrals()).map(step -> RetryHint.longer(step, reason));
        List<Action> actions = new ArrayList<>(first);
        actions.add(pause.isPresent() ? Action.MAIL_DEFERRED : Action.MAIL_GIVEN_UP);
        Delivery.State state = pause.isPresent() ? Delivery.State.DEFERRED : Delivery.State.GAVE_UP;
        return new Ending(state, pause.orElse(null), true, actions, reason, told, null);
    }

    /** Whether nobody knows if the letter left. */
    boolean doubtful() {
        return actions.contains(Action.MAIL_UNCERTAIN);
    }

    /** Whether its letter may be needed once more. */
    boolean keepsLetter() {
        return !state.settled() || state == Delivery.State.UNCERTAIN;
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
