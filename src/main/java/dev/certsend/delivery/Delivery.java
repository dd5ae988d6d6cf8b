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
        @Nullable String outcome,
        Via via) {

    /** The key of the words that say where it stands. */
    String words() {
        return state == State.ACCEPTED && via == Via.CERTCENTRAL ? "delivery.accepted.certcentral" : state.words();
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
