package dev.certsend.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxies in front, whose {@code X-Forwarded-For} is believed; nobody else's is, and no other such header ever. */
public final class TrustedProxies {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);
    private static final String MEND =
            "must be addresses and ranges separated by commas, such as 10.0.0.0/8, 2001:db8::1 or private";
    private static final Pattern RANGE = Pattern.compile("([^/]+)/([0-9]{1,3})");
    private static final List<String> PRIVATE = List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "::1",
            "fc00::/7",
            "fe80::/10");

    private final InetAddressSet proxies = new InetAddressSet();
    private final AtomicBoolean told = new AtomicBoolean();

    private TrustedProxies(List<String> patterns) {
        proxies.addAll(patterns);
    }

    /** Whoever is connected is the client. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * Addresses, CIDR ranges, and the word {@code private} for loopback, RFC 1918, link-local and unique local addresses.
     *
     * @throws IllegalArgumentException with the mend
     */
    public static TrustedProxies parse(String text) {
        List<String> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String pattern = part.strip();
            if (pattern.equals("private")) {
                patterns.addAll(PRIVATE);
            } else {
                patterns.add(checked(pattern));
            }
        }
        try {
            return new TrustedProxies(patterns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(MEND + "; a range ends in zero bits", e);
        }
    }

    /** Jetty would ask the DNS for what is no address. */
    private static String checked(String pattern) {
        Matcher range = RANGE.matcher(pattern);
        if (AddressLiteral.read(range.matches() ? range.group(1) : pattern).isEmpty()) {
            throw new IllegalArgumentException(MEND);
        }
        return pattern;
    }

    /** Who asks: the peer, or where that is a proxy, the first before it that is none. */
    public InetAddress client(Context request) {
        String peer = request.req().getRemoteAddr();
        return client(peer, Collections.list(request.req().getHeaders("X-Forwarded-For")));
    }

    /**
     * The same, told apart.
     *
     * @param peer whose connection it is
     * @param forwardedFor the lines of the header; where one of them is mangled, the peer counts
     */
    InetAddress client(String peer, List<String> forwardedFor) {
        InetAddress connected = AddressLiteral.read(peer).orElseGet(InetAddress::getLoopbackAddress);
        if (forwardedFor.isEmpty() || !proxies.test(connected)) {
            if (!forwardedFor.isEmpty() && proxies.isEmpty() && told.compareAndSet(false, true)) {
                LOG.warn(
                        "a request bears X-Forwarded-For, but TRUSTED_PROXIES names no proxy: if there is one, all who come"
                                + " through it share its address, in the limits of downloads and in the audit log");
            }
            return connected;
        }
        List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(",", -1));
        InetAddress nearest = connected;
        for (int i = hops.size() - 1; i >= 0 && proxies.test(nearest); i--) {
            Optional<InetAddress> hop = AddressLiteral.read(hops.get(i).strip());
            if (hop.isEmpty()) {
                return connected;
            }
            nearest = hop.get();
        }
        return nearest;
    }
}
