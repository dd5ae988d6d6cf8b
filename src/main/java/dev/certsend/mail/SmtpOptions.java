package dev.certsend.mail;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may follow the question mark of {@code SMTP_URL}, with defaults. */
record SmtpOptions(
        boolean tlsOff, Duration timeout, Duration dotTimeout, int connections, List<X509Certificate> trusted) {

    private static final Set<String> KNOWN = Set.of("tls", "timeout", "dot-timeout", "connections", "ca");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_CONNECTIONS = 100;

    static SmtpOptions read(@Nullable String query) {
        Map<String, String> typed = pairs(query == null ? "" : query);
        String ca = typed.get("ca");
        return new SmtpOptions(
                tlsOff(typed.get("tls")),
                duration("timeout", typed.getOrDefault("timeout", "60s")),
                duration("dot-timeout", typed.getOrDefault("dot-timeout", "10m")),
                connections(typed.getOrDefault("connections", "4")),
                ca == null ? List.of() : PrivateTrust.certificates("SMTP_URL", ca));
    }

    private static Map<String, String> pairs(String query) {
        Map<String, String> typed = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!KNOWN.contains(name)) { // not quoted: it may be the rest of a password with a ? in it
                throw new IllegalArgumentException(
                        "SMTP_URL has an unknown option after its question mark; known are tls=off,"
                                + " timeout=60s, dot-timeout=10m, connections=4 and ca=/path/to.pem");
            }
            if (typed.put(name, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("SMTP_URL has " + name + " twice; keep one");
            }
        }
        return typed;
    }

    private static boolean tlsOff(@Nullable String typed) {
        if (typed != null && !typed.equals("off")) {
            throw new IllegalArgumentException("SMTP_URL: the only value of tls is off; leave it out for encryption");
        }
        return typed != null;
    }

    private static Duration duration(String name, String typed) {
        Matcher read = DURATION.matcher(typed);
        if (read.matches()) {
            long count = Long.parseLong(read.group(1));
            Duration duration =
                    switch (read.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        default -> Duration.ofMinutes(count);
                    };
            if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException("SMTP_URL: " + name + " must be like 500ms, 60s or 10m, up to 30m");
    }

    private static int connections(String typed) {
        int connections = COUNT.matcher(typed).matches() ? Integer.parseInt(typed) : 0;
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("SMTP_URL: connections must be a number from 1 to " + MOST_CONNECTIONS);
        }
        return connections;
    }
}
