package dev.certsend.link;

import dev.certsend.text.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that works, and what its page tells about the send.
 *
 * @param linkId its public name, for logs and buttons; it opens nothing
 * @param language the requester's
 * @param message the requester's own words, often empty
 * @param mostDownloads how many downloads it was given; null for as many as one likes
 * @param downloaded how many of them were used
 * @param newer the certificate that took this one's place in its order; null where none did
 */
public record OpenLink(
        UUID linkId,
        UUID deliveryId,
        UUID sendId,
        String teamId,
        String requesterId,
        String requesterName,
        Language language,
        long orderId,
        long certificateId,
        String certificateName,
        String recipient,
        String message,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable Integer mostDownloads,
        int downloaded,
        @Nullable Newer newer) {

    /**
     * A newer certificate of the order, as the mirror knows it.
     *
     * @param serialNumber upper-case hexadecimal; null where the mirror has none
     */
    public record Newer(
            @Nullable String serialNumber,
            LocalDate validFrom,
            @Nullable LocalDate validTill) {}

    /** Whether its downloads are counted, so that a mere GET gives none. */
    public boolean counted() {
        return mostDownloads != null;
    }

    /** Whether it was given a number of downloads and they are used up. */
    public boolean usedUp() {
        return mostDownloads != null && downloaded >= mostDownloads;
    }
}
