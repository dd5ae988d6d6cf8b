package dev.certsend.story;

import java.util.concurrent.atomic.AtomicInteger;

/** Addresses to ask from, each of a household of its own, so that no story uses up another's patience. */
final class Addresses {
    private static final AtomicInteger USED = new AtomicInteger();

    private Addresses() {}

    static String next() {
        int number = USED.incrementAndGet();
        return "2001:db8:" + Integer.toHexString(number >>> 16) + ":" + Integer.toHexString(number & 0xffff) + "::1";
    }
}
