package dev.certsend.queue;

import java.time.Duration;

/**
 * Work that comes round by itself, on one worker of the cluster at a time, first right after the start.
 *
 * @param kind its name in the database, never renamed
 * @param every the pause between the end of one run and the next
 * @param work what to do; after a fault the next round comes sooner, by the {@link Backoff}
 */
public record Repeated(String kind, Duration every, Runnable work) {}
