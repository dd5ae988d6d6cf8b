package dev.certsend.faults;

import java.time.Duration;

/**
 * How much of a fault there is.
 *
 * @param kills at random moments
 * @param times how often a fault that can be repeated is
 * @param cut how long the network or the database is gone
 * @param down how long the mail server is
 * @param replacements how many workers are started for two that were killed
 * @param waitsForLeases whether a dead worker's lease runs out by itself, or is ended by hand
 */
record Scale(int kills, int times, Duration cut, Duration down, int replacements, boolean waitsForLeases) {

    static final Scale SHORT = new Scale(5, 1, Duration.ofSeconds(6), Duration.ofSeconds(12), 2, true);

    /** For the tests that come with every build. */
    static final Scale SHORTEST = new Scale(1, 1, Duration.ofSeconds(4), Duration.ofSeconds(8), 1, false);

    /** As the system properties say, {@code faults.kills} and {@code faults.down} (seconds) among them. */
    static Scale asked() {
        if (Boolean.getBoolean("faults.short")) {
            return SHORT;
        }
        return new Scale(
                Integer.getInteger("faults.kills", 100),
                3,
                Duration.ofSeconds(20),
                Duration.ofSeconds(Integer.getInteger("faults.down", 600)),
                2,
                true);
    }
}
