package dev.certsend.playground.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves by hand. */
final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration span) {
        now = now.plus(span);
    }
}
