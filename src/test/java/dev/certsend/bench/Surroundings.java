package dev.certsend.bench;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.mail.LocalMail;
import dev.certsend.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything the program talks to. The database is as an administrator would leave it: each commit is on the disk. */
final class Surroundings implements AutoCloseable {
    private static final int MORE_ORDERS = 10_000;
    private static final Secret SIGNING_SECRET = new Secret("0123456789abcdef0123456789abcdef");

    private final EmbeddedPostgres postgres;
    private final FastSlack slack = new FastSlack();
    private final LocalCertCentral certCentral;
    private final LocalMail mail = LocalMail.start();

    /** @param orders how many the account of CertCentral has */
    Surroundings(int orders) {
        certCentral = LocalCertCentral.start(orders, 1);
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "1GB")
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL does not start", e);
        }
    }

    LocalCertCentral certCentral() {
        return certCentral;
    }

    FastSlack slack() {
        return slack;
    }

    Secret signingSecret() {
        return SIGNING_SECRET;
    }

    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("DATABASE_URL", "postgres://postgres@localhost:" + postgres.getPort() + "/postgres"),
                Map.entry("SLACK_BOT_TOKEN", "xoxb-bench"),
                Map.entry("SLACK_SIGNING_SECRET", SIGNING_SECRET.value()),
                Map.entry("SLACK_API_URL", slack.apiUrl()),
                Map.entry("CERTCENTRAL_API_KEY", LocalCertCentral.KEY),
                Map.entry("CERTCENTRAL_URL", certCentral.url()),
                Map.entry("SMTP_URL", mail.smtpUrl()),
                Map.entry("MAIL_FROM", "certificates@example.com"));
    }

    /** Whether a commit is on the disk when it returns; if not, the figures of submissions are worth nothing. */
    boolean isDurable() {
        return number(
                        "SELECT count(*) FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'on'")
                == 2;
    }

    /** People that are known already. */
    void people() {
        execute("""
                INSERT INTO slack_user (team_id, user_id, name, language, standing)
                SELECT '%s', 'U0BENCH' || lpad(i::text, 4, '0'), 'Bench ' || i, 'en', 'member'
                FROM generate_series(0, %d) i""".formatted(FastSlack.TEAM, SlackForms.PEOPLE - 1));
    }

    /** People, and orders without files beside those of CertCentral, as a mirror of some age holds them. */
    void fill() {
        people();
        execute("""
                INSERT INTO cert_order (order_id, certificate_id, status, common_name, names, serial_number, valid_from,
                    valid_till, organization, product_name_id, product_name, validation, searched, synced_at, sendable)
                SELECT 2000000000 + i, 3000000000 + i, 'issued', name, ARRAY[name], md5(name), current_date - i %% 90,
                    current_date + 100, 'Example Corp', 'ssl_basic', 'Basic SSL', 'ov',
                    (2000000000 + i) || ' ' || name || ' example corp ' || md5(name), now() + interval '1 day', true
                FROM (SELECT i, 'host-' || i || '.example.com' AS name FROM generate_series(1, %d) i) made
                """.formatted(MORE_ORDERS));
        execute("VACUUM ANALYZE");
    }

    /** The orders of CertCentral whose certificates can be sent; there are some as soon as the first sync is done. */
    List<Long> sendableOrders() {
        return numbers("""
                SELECT order_id FROM cert_order WHERE order_id < 2000000000 AND status = 'issued' AND gone_at IS NULL
                    AND certificate_id IS NOT NULL AND serial_number IS NOT NULL AND valid_till > current_date + 1
                    AND product_name_id LIKE 'ssl%' ORDER BY order_id""");
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** The first column of the first row. */
    String text(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    long number(String sql) {
        return numbers(sql).get(0);
    }

    List<Long> numbers(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database can't be filled", e);
        }
    }

    @Override
    public void close() throws IOException {
        mail.close();
        certCentral.close();
        slack.close();
        postgres.close();
    }
}
