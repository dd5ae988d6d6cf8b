package dev.certsend.export;

import dev.certsend.mail.PrivateTrust;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the audit log is streamed.
 *
 * @param format JSON Lines or OCSF
 * @param token what a collector wants to be shown as a bearer token; null where it wants none
 */
public record StreamSettings(
        Target target, Format format, @Nullable Secret token) {
    private static final Pattern SYSLOG =
            Pattern.compile("(?<scheme>syslog|syslog\\+tcp)://(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])"
                    + "(?::(?<port>[0-9]{1,5}))?/?(?:\\?ca=(?<ca>[^&#]+))?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");
    private static final int SYSLOG_TLS = 6_514;
    private static final Set<String> WEB = Set.of("http", "https");

    /**
     * Reads {@code AUDIT_STREAM}: {@code stdout}, {@code file:/var/log/audit.jsonl}, {@code syslog://host:6514?ca=/path/to.pem},
     * {@code syslog+tcp://localhost:601} or {@code https://collector.example.com/path}.
     *
     * @throws IllegalArgumentException it is none of these; the message repeats none of it
     */
    public static Target target(String text) {
        String scheme = text.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "stdout" -> output(text);
            case "file" -> file(text.substring("file:".length()));
            case "syslog", "syslog+tcp" -> syslog(text);
            case "http", "https" -> collector(text);
            default ->
                throw new IllegalArgumentException(
                        "must be stdout, file:/path, syslog://host:6514 or https://collector/path");
        };
    }

    private static Target output(String text) {
        if (!text.equals("stdout")) {
            throw new IllegalArgumentException("must be stdout with nothing behind it");
        }
        return new Target.Output();
    }

    private static Target file(String path) {
        try {
            Path file = Path.of(path);
            if (!file.isAbsolute() || file.getFileName() == null || path.startsWith("//")) {
                throw new IllegalArgumentException("must name the file by its whole path, file:/var/log/audit.jsonl");
            }
            return new Target.ToFile(file.normalize());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("names no file", e);
        }
    }

    private static Target syslog(String text) {
        Matcher read = SYSLOG.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException(
                    "must look like syslog://host:6514, or syslog://host:6514?ca=/path/to.pem for an authority of your own");
        }
        boolean plain = read.group("scheme").equals("syslog+tcp");
        String host = read.group("host").replaceAll("[\\[\\]]", "");
        if (plain && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "would send the audit log over the network for all to read; syslog+tcp:// is for this machine alone, use syslog://");
        }
        if (plain && read.group("port") == null) {
            throw new IllegalArgumentException(
                    "must name the port of syslog+tcp://, such as syslog+tcp://localhost:601");
        }
        if (plain && read.group("ca") != null) {
            throw new IllegalArgumentException("has ca=, and without TLS nobody shows a certificate");
        }
        return new Target.Syslog(host, port(read.group("port")), plain, trusted(read.group("ca")));
    }

    private static int port(@Nullable String typed) {
        int port = typed == null ? SYSLOG_TLS : Integer.parseInt(typed);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has a port that is none; ports go from 1 to 65535");
        }
        return port;
    }

    private static List<X509Certificate> trusted(@Nullable String file) {
        return file == null ? List.of() : PrivateTrust.certificates("AUDIT_STREAM", file);
    }

    private static Target collector(String text) {
        String mend = "must be an address such as https://collector.example.com/path (http:// only on this machine)";
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) { // its message would quote what may be a secret
            throw new IllegalArgumentException(mend);
        }
        String host = String.valueOf(url.getHost());
        boolean local = LOOPBACK.matcher(host).matches();
        if (url.getHost() == null
                || !WEB.contains(String.valueOf(url.getScheme()))
                || (url.getScheme().equals("http") && !local)
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(mend);
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must not hold a password; give a token by AUDIT_STREAM_TOKEN");
        }
        return new Target.Collector(url);
    }

    /** Whether a token would be shown to anybody. */
    public static boolean takesToken(Target target) {
        return target instanceof Target.Collector;
    }
}
