package dev.certsend.audit;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the log; what is null is not asked.
 *
 * @param before only entries older than this entry's id: the next page
 */
public record Question(
        String teamId,
        @Nullable Long orderId,
        @Nullable String actorId,
        @Nullable String recipient,
        @Nullable Long before) {}
