package dev.certsend.playground;

import static org.awaitility.Awaitility.await;

import dev.certsend.App;
import dev.certsend.Config;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.mail.LocalMail;
import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.playground.slack.SlackSettings;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything around the program, and the program in the middle. What the environment already names is not stood in for. */
public final class World implements AutoCloseable {
    private final Map<String, String> variables;
    private final @Nullable LocalPostgres postgres;
    private final @Nullable LocalSlack slack;
    private final @Nullable LocalCertCentral certCentral;
    private final @Nullable LocalMail mail;
    private @Nullable App app;

    /** Stands in for all that the given variables don't name; the account has 200 orders. */
    public World(Map<String, String> given) {
        this(given, 200);
    }

    /** The same with so many orders in the account. */
    public World(Map<String, String> given, int orders) {
        variables = new HashMap<>(given);
        variables.putIfAbsent("PORT", Integer.toString(FreePort.find()));
        variables.putIfAbsent("PUBLIC_URL", "http://localhost:" + variables.get("PORT"));
        variables.putIfAbsent("TRUSTED_PROXIES", "private");
        variables.putIfAbsent("MAIL_FROM", "certificates@example.com");
        variables.putIfAbsent("SEND_DELAY", "0s");
        variables.putIfAbsent("AUDIT_SIGNING_KEY", AuditKey.fresh().value());
        postgres = variables.containsKey("DATABASE_URL") ? null : postgres();
        slack = variables.containsKey("SLACK_BOT_TOKEN") ? null : localSlack();
        certCentral = variables.containsKey("CERTCENTRAL_API_KEY") ? null : localCertCentral(orders);
        mail = variables.containsKey("SMTP_URL") ? null : localMail();
        if (certCentral != null && mail != null) {
            certCentral.post(new CertCentralMail(certCentral, mail));
        }
    }

    /** Starts the program. */
    public World start() {
        try {
            app = new App(Config.serve(variables), App.Part.BOTH);
        } catch (Config.Faulty e) {
            throw new IllegalArgumentException(e);
        }
        app.start();
        if (slack != null) {
            slack.connect(URI.create("http://localhost:" + app.port() + "/slack/events"));
        }
        return this;
    }

    /** Waits until the mirror holds every order of the local CertCentral. */
    public World filled() {
        long orders = certCentral().orders().size();
        await().atMost(Duration.ofSeconds(60)).until(() -> mirrored() == orders);
        return this;
    }

    private long mirrored() throws SQLException {
        DatabaseSettings database = DatabaseSettings.parse(String.valueOf(variables.get("DATABASE_URL")));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), null);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM cert_order")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** The environment that the program was started with. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    public LocalSlack slack() {
        return there(slack);
    }

    public LocalCertCentral certCentral() {
        return there(certCentral);
    }

    public LocalMail mail() {
        return there(mail);
    }

    /** Whether Slack is stood in for. */
    public boolean hasLocalSlack() {
        return slack != null;
    }

    public boolean hasLocalCertCentral() {
        return certCentral != null;
    }

    public boolean hasLocalMail() {
        return mail != null;
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the environment names the real one");
        }
        return part;
    }

    private LocalPostgres postgres() {
        LocalPostgres created = LocalPostgres.empty();
        variables.put("DATABASE_URL", created.url());
        return created;
    }

    private LocalSlack localSlack() {
        SlackSettings settings =
                SlackSettings.example().withScopes("commands", "chat:write", "users:read", "users:read.email");
        LocalSlack started = LocalSlack.start(settings);
        started.offers(Manifest.read().commands());
        variables.put("SLACK_BOT_TOKEN", settings.botToken().value());
        variables.put("SLACK_SIGNING_SECRET", settings.signingSecret().value());
        variables.put("SLACK_API_URL", started.apiUrl().toString());
        return started;
    }

    private LocalCertCentral localCertCentral(int orders) {
        LocalCertCentral started = LocalCertCentral.start(orders, 1);
        variables.put("CERTCENTRAL_API_KEY", LocalCertCentral.KEY);
        variables.put("CERTCENTRAL_URL", started.url());
        return started;
    }

    private LocalMail localMail() {
        LocalMail started = LocalMail.start();
        variables.put("SMTP_URL", started.smtpUrl());
        return started;
    }

    /** The signing secret of the local Slack, for who wants to forge its requests. */
    public Secret signingSecret() {
        return new Secret(String.valueOf(variables.get("SLACK_SIGNING_SECRET")));
    }

    @Override
    public void close() {
        closeAll(app, slack, certCentral, mail, postgres);
    }

    private static void closeAll(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("did not close", e);
            }
        }
    }
}
