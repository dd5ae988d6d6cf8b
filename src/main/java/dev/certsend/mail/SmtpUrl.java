package dev.certsend.mail;

import dev.certsend.mail.SmtpSettings.Encryption;
import dev.certsend.mail.SmtpSettings.Login;
import dev.certsend.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The grammar of {@code SMTP_URL}. Read by hand: {@link java.net.URI} knows no host with an underscore and quotes the password in its faults. */
final class SmtpUrl {

    private static final Pattern URL = Pattern.compile("(?<scheme>smtps?)://(?:(?<login>[^/?#]*)@)?"
            + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?/?(?:\\?(?<options>[^#]*))?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

    private SmtpUrl() {}

    static SmtpSettings read(String url, @Nullable OAuth oauth) {
        Matcher read = URL.matcher(url.strip());
        if (!read.matches()) {
            throw new IllegalArgumentException(
                    "SMTP_URL must look like smtp://user:password@host:587 or smtps://host:465;"
                            + " in user and password write / ? # @ : % percent-encoded");
        }
        SmtpOptions options = SmtpOptions.read(read.group("options"));
        Encryption encryption = encryption(read.group("scheme"), options);
        String host = read.group("host").replaceAll("[\\[\\]]", "");
        Login login = login(read.group("login"), oauth);
        if (login != null
                && encryption == Encryption.OFF
                && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "SMTP_URL has tls=off and a sign-in: its password or token would cross the network for all to read;"
                            + " leave one of them out");
        }
        return new SmtpSettings(
                host,
                port(read.group("port"), encryption),
                encryption,
                login,
                options.timeout(),
                options.dotTimeout(),
                options.connections(),
                options.trusted());
    }

    private static Encryption encryption(String scheme, SmtpOptions options) {
        if (scheme.equals("smtps")) {
            if (options.tlsOff()) {
                throw new IllegalArgumentException(
                        "SMTP_URL asks for smtps and for tls=off; write smtp:// for no encryption");
            }
            return Encryption.TLS;
        }
        return options.tlsOff() ? Encryption.OFF : Encryption.STARTTLS;
    }

    private static int port(@Nullable String typed, Encryption encryption) {
        if (typed == null) {
            return switch (encryption) {
                case TLS -> 465;
                case STARTTLS -> 587;
                case OFF -> 25;
            };
        }
        int port = Integer.parseInt(typed);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("SMTP_URL has port " + port + "; ports go from 1 to 65535");
        }
        return port;
    }

    private static @Nullable Login login(@Nullable String typed, @Nullable OAuth oauth) {
        if (typed == null && oauth == null) {
            return null;
        }
        int colon = typed == null ? -1 : typed.indexOf(':');
        String user = typed == null ? "" : decoded(colon < 0 ? typed : typed.substring(0, colon));
        if (oauth != null) {
            if (user.isBlank() || colon >= 0) {
                throw new IllegalArgumentException("SMTP_URL must name the user, and no password, beside a source of"
                        + " tokens: smtp://user@host; or leave SMTP_OAUTH_… out");
            }
            return new Login(user, null, oauth);
        }
        String password = colon < 0 || typed == null ? "" : decoded(typed.substring(colon + 1));
        if (user.isBlank() || password.isBlank()) {
            throw new IllegalArgumentException("SMTP_URL needs both before the @: user:password, or neither;"
                    + " a user alone needs SMTP_OAUTH_TOKEN_COMMAND or SMTP_OAUTH_TOKEN_URL");
        }
        return new Login(user, new Secret(password), null);
    }

    /** A plus stays a plus: this is no form. */
    private static String decoded(String typed) {
        try {
            return URLDecoder.decode(typed.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException fault) { // its message would quote what may be the password
            throw new IllegalArgumentException(
                    "SMTP_URL has a % in user or password without two hex digits after it; write %25");
        }
    }
}
