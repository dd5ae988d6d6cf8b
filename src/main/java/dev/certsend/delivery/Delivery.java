package dev.certsend.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One send to one recipient.
 *
 * @param attempt how often it was tried; guards every change of its state
 * @param dotAt when what can't be taken back was about to be done in the attempt under way: the final dot, or the call to
 *     CertCentral
 * @param uncertain how many attempts ended with nobody knowing whether it had left
 * @param outcome what the mail server, CertCentral, or we said last
 * @param via the send's
 */
record Delivery(
        UUID deliveryId,
        UUID sendId,
        String recipient,
        State state,
        int attempt,
        @Nullable Instant dotAt,
        int uncertain,
        @Nullable String outcome,
        Via via) {

    /** A letter of ours is known again by its Message-ID; in CertCentral's mails nothing tells a repetition from a new one. */
    private static final int MOST_UNCERTAIN_BY_CERTCENTRAL = 2;

    /** The key of the words that say where it stands. */
    String words() {
        if (via == Via.CERTCENTRAL && state == State.ACCEPTED) {
            return "delivery.accepted.certcentral";
        }
        return state == State.GAVE_UP && isTooUncertain(uncertain) ? "delivery.gave_up.uncertain" : state.words();
    }

    /** Whether it must not be tried again if the attempt under way ends uncertain. */
    boolean isLastDoubt() {
        return isTooUncertain(uncertain + 1);
    }

    private boolean isTooUncertain(int attempts) {
        return via == Via.CERTCENTRAL && attempts >= MOST_UNCERTAIN_BY_CERTCENTRAL;
    }

    /** Where it stands. */
    enum State {
        QUEUED,
        SENDING,
        DEFERRED,
        ACCEPTED,
        REJECTED,
        GAVE_UP;

        /** As the database holds it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean settled() {
            return this == ACCEPTED || this == REJECTED || this == GAVE_UP;
        }

        private String words() {
            return "delivery." + text();
        }
    }
}
