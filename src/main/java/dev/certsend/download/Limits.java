package dev.certsend.download;

import dev.certsend.link.OpenLink;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How much of the download pages anybody may have. Wide enough for an office behind one address: what is scarce there is
 * only asking for what doesn't exist, which those with a good link don't do.
 */
final class Limits {
    private static final int BLOCK_BYTES = 8;

    private record User(UUID linkId, boolean machine) {}

    private final Limit requests;
    private final Limit misses;
    private final Limit uses;

    /** Limits nobody has used of yet, by this clock, as {@link System#nanoTime}. */
    Limits(LongSupplier nanoTime) {
        requests = new Limit(1000, 100, nanoTime);
        misses = new Limit(60, 1, nanoTime);
        uses = new Limit(120, 2, nanoTime);
    }

    /** Anything was asked for from there; returns how many seconds to wait, 0 for none. */
    long request(InetAddress client) {
        return requests.take(block(client));
    }

    /** Something that isn't there was asked for. */
    long miss(InetAddress client) {
        return misses.take(block(client));
    }

    /**
     * A good link was used, from wherever. Machines have a share of their own: however many scanners a letter passes, the
     * person after them is not kept waiting.
     */
    long use(OpenLink link, boolean machine) {
        return uses.take(new User(link.linkId(), machine));
    }

    /** A household has 2^64 addresses of IPv6, so these count as one. */
    private static InetAddress block(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] bytes = client.getAddress();
        Arrays.fill(bytes, BLOCK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it had the right length", e);
        }
    }
}
