package dev.certsend.playground.certcentral;

import java.time.Instant;

/**
 * A request as it came in, and what it got.
 *
 * @param path with the query string, undecoded, after {@code /services/v2}
 * @param status of the answer; 0 if none was given
 */
public record RecordedCall(Instant at, String method, String path, String body, int status) {}
