package dev.certsend.send;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One send to one recipient.
 *
 * @param attempt how often it was tried; guards every change of its state
 * @param dotAt when the final dot of the attempt under way was about to be sent
 * @param outcome what the mail server, or we, said last
 */
record Delivery(
        UUID deliveryId,
        UUID sendId,
        String recipient,
        State state,
        int attempt,
        @Nullable Instant dotAt,
        @Nullable String outcome) {

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

        /** The key of its words. */
        String words() {
            return "delivery." + text();
        }
    }
}
