package dev.certsend.bench;

import java.time.Duration;
import java.util.function.LongFunction;

/**
 * What is asked of a server.
 *
 * @param requests makes one whole HTTP request for the moment (of {@code System.nanoTime}) it is meant to be sent
 */
record Load(int port, int perSecond, Duration length, LongFunction<byte[]> requests) {
    int count() {
        return (int) (perSecond * length.toMillis() / 1000);
    }
}
