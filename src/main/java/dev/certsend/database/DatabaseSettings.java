package dev.certsend.database;

import dev.certsend.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param jdbcUrl the address without user and password
 * @param user the role to log in as; null when the address itself or the driver's defaults say it
 * @param password its password; null when none was given
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable Secret password) {

    /**
     * Reads {@code DATABASE_URL}: Heroku's {@code postgres://user:password@host:port/database?sslmode=…}, whose parts may
     * be percent-encoded, or {@code jdbc:postgresql://…} as the driver documents it.
     *
     * @throws IllegalArgumentException what is wrong and how to mend it; the password is never part of the message
     */
    public static DatabaseSettings parse(String url) {
        if (url.startsWith("jdbc:postgresql://")) {
            return new DatabaseSettings(url, null, null);
        }
        URI uri = uri(url);
        if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
            throw new IllegalArgumentException("must begin with postgres:// or jdbc:postgresql://");
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(
                    "must name a host and a database: postgres://user:password@host:5432/database");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        String login = uri.getRawUserInfo();
        if (login == null || login.isEmpty()) {
            return new DatabaseSettings(jdbc, null, null);
        }
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String password = colon < 0 ? "" : decoded(login.substring(colon + 1));
        return new DatabaseSettings(jdbc, user, password.isBlank() ? null : new Secret(password));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The exception's own message would quote the address, and with it the password.
            throw new IllegalArgumentException(
                    "is no address; percent-encode what is special in the user or password (@ is %40, / is %2F)");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[password hidden]";
    }
}
