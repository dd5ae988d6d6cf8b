package dev.certsend.download;

import dev.certsend.text.Language;
import java.time.Instant;
import java.util.UUID;

/** What a link leads to: a delivery's certificate, and what its page tells about the send. */
record LinkedCertificate(
        UUID deliveryId,
        UUID sendId,
        String teamId,
        String requesterName,
        Language language,
        long orderId,
        long certificateId,
        String certificateName,
        String recipient,
        Instant requestedAt,
        Instant expiresAt) {}
