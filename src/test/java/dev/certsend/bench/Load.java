package dev.certsend.bench;

import java.time.Duration;
import java.util.function.LongFunction;

/**
 * What is asked of a server.
 *
 * @param requests makes one whole HTTP request for the moment (of {@code System.nanoTime}) it is meant to be sent
 * @param bodies whether right answers have a body
 * @param patience a request that is later than this is not sent any more, so that a server that is overrun ends the run
 */
record Load(
        int port, int perSecond, Duration length, LongFunction<byte[]> requests, Duration patience, boolean bodies) {
    /** A load whose every request is sent. */
    Load(int port, int perSecond, Duration length, LongFunction<byte[]> requests) {
        this(port, perSecond, length, requests, Duration.ofDays(1), false);
    }

    /** The same load where right answers have a body. */
    Load withBodies() {
        return new Load(port, perSecond, length, requests, patience, true);
    }

    int count() {
        return (int) (perSecond * length.toMillis() / 1000);
    }
}
