package dev.certsend.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as it stands in the log. {@code action} is text, so that entries of newer versions can be read too. */
public record RecordedEntry(
        long entryId,
        Instant at,
        String action,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable Long orderId,
        @Nullable Long certificateId,
        @Nullable String certificateName,
        @Nullable UUID sendId,
        @Nullable String recipient,
        @Nullable String mode,
        @Nullable String reason,
        @Nullable String clientAddress,
        @Nullable String userAgent) {}
