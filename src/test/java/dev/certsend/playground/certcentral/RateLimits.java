package dev.certsend.playground.certcentral;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** CertCentral's rolling windows, per API key: 100 requests in 5 seconds and 1,000 in 3 minutes (Services API, rate limits). */
final class RateLimits {

    private record Window(int most, Duration span) {}

    private static final List<Window> WINDOWS =
            List.of(new Window(100, Duration.ofSeconds(5)), new Window(1000, Duration.ofMinutes(3)));

    private final LongSupplier nanoTime;
    private final Map<String, Deque<Long>> accepted = new HashMap<>();

    RateLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether one more request of this key may pass now; one that may not does not count. */
    synchronized boolean admit(String key) {
        long now = nanoTime.getAsLong();
        Deque<Long> times = accepted.computeIfAbsent(key, k -> new ArrayDeque<>());
        while (!times.isEmpty()
                && now - times.getFirst() >= Duration.ofMinutes(3).toNanos()) {
            times.removeFirst();
        }
        for (Window window : WINDOWS) {
            if (countSince(times, now - window.span().toNanos(), window.most()) >= window.most()) {
                return false;
            }
        }
        times.addLast(now);
        return true;
    }

    private static int countSince(Deque<Long> times, long start, int enough) {
        int count = 0;
        var newestFirst = times.descendingIterator();
        while (count < enough && newestFirst.hasNext() && newestFirst.next() - start > 0) {
            count++;
        }
        return count;
    }
}
