package dev.certsend.delivery;

import java.time.Instant;

/**
 * The same certificate went to the same address before, or is on its way.
 *
 * @param recipient as it was written then
 */
public record SentBefore(String recipient, String requesterId, Instant requestedAt) {}
