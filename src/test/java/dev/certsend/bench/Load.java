package dev.certsend.bench;

import java.time.Duration;
import java.util.function.LongFunction;

/**
 * What is asked of a server.
 *
 * @param requests makes one whole HTTP request for the moment (of {@code System.nanoTime}) it is meant to be sent
 * @param bodies whether right answers have a body
 * @param patience a request that is later than this is not sent any more, so that a server that is overrun ends the run
 * @param status of right answers
 */
record Load(
        int port,
        int perSecond,
        Duration length,
        LongFunction<byte[]> requests,
        Duration patience,
        boolean bodies,
        int status) {
    /** A load whose every request is sent. */
    Load(int port, int perSecond, Duration length, LongFunction<byte[]> requests) {
        this(port, perSecond, length, requests, Duration.ofDays(1), false, 200);
    }

    /** The same load where right answers have a body. */
    Load withBodies() {
        return new Load(port, perSecond, length, requests, patience, true, status);
    }

    /** The same load of which requests are left out that are later than this. */
    Load within(Duration most) {
        return new Load(port, perSecond, length, requests, most, bodies, status);
    }

    /** The same load where right answers have this status. */
    Load answered(int right) {
        return new Load(port, perSecond, length, requests, patience, bodies, right);
    }

    int count() {
        return (int) (perSecond * length.toMillis() / 1000);
    }
}
