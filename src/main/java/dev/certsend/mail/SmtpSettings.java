package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the relay is and how to speak to it.
 *
 * @param timeout for connecting, each reply and each write
 * @param dotTimeout for the reply to the final dot: giving up early there makes duplicates (RFC 5321 section 4.5.3.2.6)
 * @param connections how many at most at a time
 * @param trusted certificates of authorities trusted besides the platform's own
 */
public record SmtpSettings(
        String host,
        int port,
        Encryption encryption,
        @Nullable Login login,
        Duration timeout,
        Duration dotTimeout,
        int connections,
        List<X509Certificate> trusted) {

    public SmtpSettings {
        trusted = List.copyOf(trusted);
    }

    /** How the connection is encrypted. */
    public enum Encryption {
        /** From the first byte: {@code smtps://} (RFC 8314). */
        TLS,
        /** After STARTTLS, without which nothing is said: {@code smtp://}. */
        STARTTLS,
        /** Not at all: {@code ?tls=off}, and only when written. */
        OFF
    }

    /**
     * Who we are at the relay, by password or by token.
     *
     * @param password null where {@code oauth} is not
     * @param oauth where access tokens come from; null where there is a password
     */
    public record Login(
            String user,
            @Nullable Secret password,
            @Nullable OAuth oauth) {

        /** @throws IllegalArgumentException if not exactly one of password and {@code oauth} is there */
        public Login {
            if ((password == null) == (oauth == null)) {
                throw new IllegalArgumentException("a sign-in needs either a password or tokens");
            }
        }
    }

    /**
     * Reads {@code smtp://user:password@host:587}, {@code smtps://host:465} or {@code smtp://host:25?tls=off}.
     *
     * <p>User and password are percent-encoded. After {@code ?} may follow, joined by {@code &}: {@code timeout=60s},
     * {@code dot-timeout=10m}, {@code connections=4}, {@code ca=/path/to.pem} and {@code tls=off}.
     *
     * @param oauth where access tokens come from: the user then stands alone, {@code smtp://user@host}; null for a password or none
     * @throws IllegalArgumentException saying what to mend; it never repeats user or password
     */
    public static SmtpSettings parse(String url, @Nullable OAuth oauth) {
        return SmtpUrl.read(url, oauth);
    }

    @Override
    public String toString() {
        return (encryption == Encryption.TLS ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
