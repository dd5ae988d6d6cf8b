package dev.certsend;

import dev.certsend.certcentral.CertCentralSettings;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.delivery.DeliverySettings;
import dev.certsend.delivery.Via;
import dev.certsend.download.Contact;
import dev.certsend.mail.BounceAddress;
import dev.certsend.mail.ImapSettings;
import dev.certsend.mail.MailSettings;
import dev.certsend.seal.SealSettings;
import dev.certsend.secret.Secret;
import dev.certsend.slack.SlackSettings;
import dev.certsend.web.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@code serve}, read from the environment.
 *
 * @param publicUrl how the world reaches us; links are made from it, never from a Host header
 * @param proxies whose word on the client's address counts
 * @param mostRecipients how many recipients one send may have
 * @param mail null where CertCentral sends and no mail server is set
 * @param operatorsChannel of those who operate this; null where only the log tells
 * @param syncEvery the pause between two syncs of the mirror
 * @param webhookSecret what CertCentral's webhook proves itself with; null where there is none
 * @param bounceMailbox where bounces are read; null where they come by the pipe, or nobody reads them
 * @param audit about the audit log
 * @param contact whom recipients may ask besides the sender; null where nobody is named
 */
public record Config(
        int port,
        URI publicUrl,
        TrustedProxies proxies,
        DatabaseSettings database,
        SlackSettings slack,
        CertCentralSettings certCentral,
        @Nullable MailSettings mail,
        int mostRecipients,
        DeliverySettings delivery,
        @Nullable String operatorsChannel,
        Duration syncEvery,
        @Nullable Secret webhookSecret,
        @Nullable ImapSettings bounceMailbox,
        AuditConfig audit,
        @Nullable Contact contact) {
    /** CertCentral takes no shorter one. */
    private static final int SHORTEST_WEBHOOK_SECRET = 32;

    private static final Duration CERTCENTRAL_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern CHANNEL = Pattern.compile("[CDGU][A-Z0-9]{5,30}");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The environment is not as it must be; each fault names its variable and the mend. */
    public static final class Faulty extends Exception {
        private static final long serialVersionUID = 1;
        private final transient List<String> faults;

        Faulty(List<String> faults) {
            super(String.join("\n", faults));
            this.faults = faults;
        }

        public List<String> faults() {
            return faults;
        }
    }

    /** What {@code sync} needs: where to read and where to write. */
    record Sync(DatabaseSettings database, CertCentralSettings certCentral) {}

    /** What {@code bounce} needs: where letters come back to, and where to write. */
    record Bounce(DatabaseSettings database, BounceAddress address) {}

    /** What {@code migrate} needs: the database, and who will use it; null where that is who migrates it. */
    record Migrate(DatabaseSettings database, @Nullable String role) {}

    static DatabaseSettings database(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        DatabaseSettings database = database(environment);
        return complete(environment, database);
    }

    /** What {@code audit verify} and {@code audit key} need of the log's name and keys. */
    static SealSettings seal(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        URI publicUrl = environment.optional("PUBLIC_URL", null, Config::host);
        SealSettings seal = AuditConfig.seal(environment, publicUrl);
        return complete(environment, seal);
    }

    static Migrate migrate(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        DatabaseSettings database = database(environment);
        String role = environment.optional("DATABASE_ROLE", null, text -> text);
        return new Migrate(complete(environment, database), role);
    }

    static Sync sync(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        DatabaseSettings database = database(environment);
        CertCentralSettings certCentral = certCentral(environment);
        return new Sync(complete(environment, database), complete(environment, certCentral));
    }

    static Bounce bounce(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        DatabaseSettings database = database(environment);
        BounceAddress address = MailConfig.neededBounce(environment);
        return new Bounce(complete(environment, database), complete(environment, address));
    }

    /** Everything {@code serve} needs. */
    public static Config serve(Map<String, String> variables) throws Faulty {
        Environment environment = new Environment(variables);
        Integer port = environment.optional("PORT", "3000", Config::port);
        URI publicUrl =
                environment.required("PUBLIC_URL", "the address the world reaches this at, https://…", Config::host);
        TrustedProxies proxies = environment.optional("TRUSTED_PROXIES", null, TrustedProxies::parse);
        DatabaseSettings database = database(environment);
        SlackSettings slack = slack(environment);
        CertCentralSettings certCentral = certCentral(environment);
        Integer mostRecipients = environment.optional("MAX_RECIPIENTS", "20", text -> number(text, 1, 100));
        DeliverySettings delivery = DeliveryConfig.read(environment);
        MailSettings mail = MailConfig.read(environment, delivery == null || delivery.via() == Via.SMTP);
        String operators = environment.optional("OPERATORS_CHANNEL", null, Config::channel);
        Duration syncEvery = environment.optional("CERTCENTRAL_SYNC_EVERY", "15m", Config::span);
        Secret webhookSecret = environment.optional("CERTCENTRAL_WEBHOOK_SECRET", null, Config::webhookSecret);
        ImapSettings bounceMailbox = environment.optional("BOUNCE_IMAP_URL", null, ImapSettings::parse);
        AuditConfig audit = AuditConfig.read(environment, publicUrl);
        Contact contact = environment.optional("CONTACT", null, Contact::of);
        return new Config(
                complete(environment, port),
                complete(environment, publicUrl),
                proxies == null ? TrustedProxies.none() : proxies,
                complete(environment, database),
                complete(environment, slack),
                complete(environment, certCentral),
                mail,
                complete(environment, mostRecipients),
                complete(environment, delivery),
                operators,
                complete(environment, syncEvery),
                webhookSecret,
                bounceMailbox,
                complete(environment, audit),
                contact);
    }

    private static <T> T complete(Environment environment, @Nullable T read) throws Faulty {
        if (!environment.faults().isEmpty()) {
            throw new Faulty(environment.faults());
        }
        return Objects.requireNonNull(read);
    }

    private static @Nullable DatabaseSettings database(Environment environment) {
        return environment.required(
                "DATABASE_URL",
                "the PostgreSQL database, postgres://user:password@host:5432/database",
                DatabaseSettings::parse);
    }

    private static @Nullable SlackSettings slack(Environment environment) {
        var botToken = environment.required("SLACK_BOT_TOKEN", "the app's bot token, xoxb-…", Environment::secret);
        var signingSecret = environment.required(
                "SLACK_SIGNING_SECRET", "the app's signing secret, from Basic Information", Environment::secret);
        URI apiUrl = environment.optional("SLACK_API_URL", "https://slack.com/api/", Config::api);
        return botToken == null || signingSecret == null || apiUrl == null
                ? null
                : new SlackSettings(botToken, signingSecret, apiUrl);
    }

    private static @Nullable CertCentralSettings certCentral(Environment environment) {
        var key = environment.required(
                "CERTCENTRAL_API_KEY", "an API key of CertCentral, restricted to Orders", Environment::secret);
        URI url = environment.optional("CERTCENTRAL_URL", "https://www.digicert.com/services/v2", Config::web);
        return key == null || url == null ? null : new CertCentralSettings(url, key, CERTCENTRAL_TIMEOUT);
    }

    static String channel(String text) {
        if (!CHANNEL.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a channel's id, such as C0123ABCDEF, not its name");
        }
        return text;
    }

    private static Secret webhookSecret(String text) {
        if (text.length() < SHORTEST_WEBHOOK_SECRET) {
            throw new IllegalArgumentException("must have at least " + SHORTEST_WEBHOOK_SECRET + " characters");
        }
        return Environment.secret(text);
    }

    private static int port(String text) {
        return number(text, 0, 65_535);
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("must be a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("must be a span of time such as 30s, 15m, 12h or 14d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Pages name what belongs to them from the root of the host. */
    private static URI host(String text) {
        URI uri = web(text);
        if (!uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw new IllegalArgumentException(
                    "must be a host without a path, such as https://certificates.example.com");
        }
        return uri;
    }

    private static URI api(String text) {
        return web(text.endsWith("/") ? text : text + "/");
    }

    static URI web(String text) {
        String mend = "must be an address such as https://certificates.example.com (http:// only on this machine)";
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(mend, e);
        }
        boolean secure = "https".equals(uri.getScheme());
        boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (uri.getHost() == null
                || !(secure || local)
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(mend);
        }
        return uri;
    }
}
