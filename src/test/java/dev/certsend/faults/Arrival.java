package dev.certsend.faults;

import java.time.Instant;

/**
 * A letter whose final dot the sink has read.
 *
 * @param accepted whether it was taken, which is not to say that the sender heard of it
 * @param digest of its bytes, Message-ID and Date among them
 */
record Arrival(Instant at, boolean accepted, String digest) {}
