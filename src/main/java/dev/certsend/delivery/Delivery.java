package dev.certsend.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One send to one recipient.
 *
 * @param attempt how often a worker has taken it; guards every change of its state
 * @param deferrals how many steps of the retry ladder it has gone
 * @param dotted whether what can't be taken back was about to be done in the attempt under way: the final dot, or the call to
 *     CertCentral
 * @param uncertain how many attempts ended with nobody knowing whether it had left
 * @param dueAt when it is taken next; null while a worker has it and once it is settled
 * @param outcome what the mail server, CertCentral, or we said last
 * @param bounce what the mail server said when it could not deliver what it had accepted; null where it said nothing
 * @param via the send's
 */
public record Delivery(
        UUID deliveryId,
        UUID sendId,
        String recipient,
        State state,
        int attempt,
        int deferrals,
        boolean dotted,
        int uncertain,
        @Nullable Instant dueAt,
        @Nullable String outcome,
        @Nullable String bounce,
        Via via) {

    /** A letter of ours is known again by its Message-ID; in CertCentral's mails nothing tells a repetition from a new one. */
    private static final int MOST_UNCERTAIN_BY_CERTCENTRAL = 2;

    /** The key of the words that say where it stands. */
    public String words() {
        boolean byCertCentral = via == Via.CERTCENTRAL && state == State.ACCEPTED;
        return byCertCentral ? "delivery.accepted.certcentral" : "delivery." + state.text();
    }

    /** Whether it must not be tried again by itself if the attempt under way ends uncertain. */
    boolean isLastDoubt() {
        return via == Via.CERTCENTRAL && uncertain + 1 >= MOST_UNCERTAIN_BY_CERTCENTRAL;
    }

    /** Whether it can still be stopped: nothing of the attempt under way can't be taken back. */
    public boolean stoppable() {
        return !state.settled() && !dotted;
    }

    /** Whether its recipient may have a letter of which nobody knows. */
    public boolean doubtful() {
        return uncertain > 0 && state != State.ACCEPTED;
    }

    /** Whether its recipient may have the letter twice. */
    public boolean repeated() {
        return uncertain > 0 && state == State.ACCEPTED;
    }

    /** Whether it did not reach its recipient, as far as anybody told us, and won't by itself. */
    public boolean failed() {
        return state == State.REJECTED || state == State.GAVE_UP || bounce != null;
    }

    /** Where it stands. */
    public enum State {
        /** Taken on; a worker takes it when it is due. */
        QUEUED,
        /** A worker has it. */
        SENDING,
        /** To be tried again when it is due. */
        DEFERRED,
        /** The mail server, or CertCentral, has taken it on. */
        ACCEPTED,
        /** It was refused for good. */
        REJECTED,
        /** It may have arrived, and whether it is sent once more is for people to decide. */
        UNCERTAIN,
        /** Somebody stopped it before it left. */
        CANCELLED,
        /** It was tried for as long as the retry ladder is. */
        GAVE_UP;

        /** As the database holds it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing more happens to it by itself. */
        public boolean settled() {
            return this != QUEUED && this != SENDING && this != DEFERRED;
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
