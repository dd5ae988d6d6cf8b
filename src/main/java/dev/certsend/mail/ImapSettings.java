package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the mailbox of bounces is.
 *
 * @param encrypted from the first byte; never false but on this machine
 * @param timeout for connecting, each reply and each write
 * @param trusted certificates of authorities trusted besides the platform's own
 */
public record ImapSettings(
        String host,
        int port,
        boolean encrypted,
        String user,
        Secret password,
        String folder,
        Duration timeout,
        List<X509Certificate> trusted) {

    private static final Pattern URL = Pattern.compile(
            "(?<scheme>imaps?)://(?<user>[^/?#:@]+):(?<password>[^/?#:@]+)@"
                    + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?/(?<folder>[^?#]+)(?:\\?(?<option>[^#]*))?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public ImapSettings {
        trusted = List.copyOf(trusted);
    }

    /**
     * Reads {@code imaps://user:password@host:993/INBOX}. User, password and folder are percent-encoded; after {@code ?} may follow
     * {@code ca=/path/to.pem}, or on this machine, with {@code imap://}, {@code tls=off}.
     *
     * @throws IllegalArgumentException saying what to mend; it never repeats user or password
     */
    public static ImapSettings parse(String url) {
        Matcher read = URL.matcher(url.strip());
        if (!read.matches()) {
            throw new IllegalArgumentException("BOUNCE_IMAP_URL must look like imaps://user:password@host/INBOX;"
                    + " in user, password and folder write / ? # @ : % percent-encoded");
        }
        String host = read.group("host").replaceAll("[\\[\\]]", "");
        String option = read.group("option");
        boolean encrypted = read.group("scheme").equals("imaps");
        if (!encrypted && !("tls=off".equals(option) && LOOPBACK.matcher(host).matches())) {
            throw new IllegalArgumentException("BOUNCE_IMAP_URL must begin with imaps://: the password would cross the"
                    + " network for all to read; imap://…?tls=off is for servers on this machine");
        }
        return new ImapSettings(
                host,
                port(read.group("port"), encrypted),
                encrypted,
                decoded(read.group("user")),
                new Secret(decoded(read.group("password"))),
                decoded(read.group("folder")),
                TIMEOUT,
                encrypted ? trusted(option) : List.of());
    }

    private static List<X509Certificate> trusted(@Nullable String option) {
        if (option == null || option.isEmpty()) {
            return List.of();
        }
        if (!option.startsWith("ca=")
                || option.contains("&")) { // not quoted: it may be the rest of a password with a ? in it
            throw new IllegalArgumentException("BOUNCE_IMAP_URL has an unknown option after its question mark;"
                    + " with imaps:// there is ca=/path/to.pem");
        }
        return PrivateTrust.certificates("BOUNCE_IMAP_URL", option.substring("ca=".length()));
    }

    private static int port(@Nullable String typed, boolean encrypted) {
        int port = typed == null ? (encrypted ? 993 : 143) : Integer.parseInt(typed);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("BOUNCE_IMAP_URL has port " + port + "; ports go from 1 to 65535");
        }
        return port;
    }

    /** A plus stays a plus: this is no form. */
    private static String decoded(String typed) {
        String decoded;
        try {
            decoded = URLDecoder.decode(typed.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException fault) { // its message would quote what may be the password
            throw new IllegalArgumentException("BOUNCE_IMAP_URL has a % without two hex digits after it; write %25");
        }
        if (decoded.isBlank() || Unsafe.anyIn(decoded)) {
            throw new IllegalArgumentException(
                    "BOUNCE_IMAP_URL has a blank or a control character for user, password or folder");
        }
        return decoded;
    }

    @Override
    public String toString() {
        return (encrypted ? "imaps://" : "imap://") + host + ":" + port + "/" + folder;
    }
}
