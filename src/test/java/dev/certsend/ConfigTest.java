package dev.certsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.delivery.Rate;
import dev.certsend.delivery.Via;
import dev.certsend.mail.MailSettings;
import dev.certsend.mail.OAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @TempDir
    private Path folder = Path.of("");

    private static Map<String, String> whole() {
        return new HashMap<>(Map.of(
                "PUBLIC_URL", "https://certificates.example.com",
                "DATABASE_URL", "postgres://app:p%40ss%2Fword@db.example.com:5433/certs?sslmode=require",
                "SLACK_BOT_TOKEN", "xoxb-bot-secret",
                "SLACK_SIGNING_SECRET", "signing-secret",
                "CERTCENTRAL_API_KEY", "key-secret",
                "SMTP_URL", "smtp://mailer:mail-secret@mail.example.com:587",
                "MAIL_FROM", "certificates@example.com"));
    }

    private static List<String> faults(Map<String, String> variables) {
        return catchThrowableOfType(Config.Faulty.class, () -> Config.serve(variables))
                .faults();
    }

    @Test
    void reads_a_whole_environment_with_its_defaults() throws Config.Faulty {
        Config config = Config.serve(whole());
        assertThat(config.port()).isEqualTo(3000);
        assertThat(config.slack().apiUrl()).hasToString("https://slack.com/api/");
        assertThat(config.certCentral().url()).hasToString("https://www.digicert.com/services/v2");
        assertThat(config.mostRecipients()).isEqualTo(20);
        assertThat(config.delivery().linkDays()).isEqualTo(14);
        assertThat(config.delivery().via()).isEqualTo(Via.SMTP);
        assertThat(config.delivery().note()).isFalse();
        assertThat(config.delivery().rate()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1d, 1", "90d, 90", "007d, 7"})
    void a_link_lasts_whole_days_from_one_to_ninety(String value, int days) throws Config.Faulty {
        Map<String, String> variables = whole();
        variables.put("LINK_LIFETIME", value);
        assertThat(Config.serve(variables).delivery().linkDays()).isEqualTo(days);
        for (String refused : List.of("91d", "0d", "15m", "24h", "1000000d", "-1d", "1.5d", "٣d", "14 d")) {
            variables.put("LINK_LIFETIME", refused);
            assertThat(faults(variables)).containsExactly("LINK_LIFETIME must be whole days from 1d to 90d");
        }
    }

    @Test
    void needs_no_mail_server_where_certcentral_sends() throws Config.Faulty {
        Map<String, String> variables = whole();
        variables.put("SEND_VIA", "certcentral");
        assertThat(Config.serve(variables).mail()).isNotNull();
        variables.keySet().removeAll(Set.of("SMTP_URL", "MAIL_FROM"));
        assertThat(Config.serve(variables).mail()).isNull();
        variables.put("MAIL_FROM", "certificates@example.com");
        assertThat(faults(variables)).singleElement().asString().contains("SMTP_URL is missing");
    }

    @Test
    void reads_the_way_the_note_and_the_rate() throws Config.Faulty {
        Map<String, String> variables = whole();
        variables.putAll(Map.of("SEND_VIA", "certcentral", "CERTCENTRAL_NOTE", "on", "SMTP_RATE", "30/min"));
        Config config = Config.serve(variables);
        assertThat(config.delivery().via()).isEqualTo(Via.CERTCENTRAL);
        assertThat(config.delivery().note()).isTrue();
        assertThat(config.delivery().rate()).isEqualTo(new Rate(30, Duration.ofMinutes(1)));
    }

    @Test
    void reads_herokus_database_address_with_an_encoded_password() throws Config.Faulty {
        var database = Config.serve(whole()).database();
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5433/certs?sslmode=require");
        assertThat(database.user()).isEqualTo("app");
        assertThat(database.password()).isNotNull().satisfies(it -> assertThat(it.value())
                .isEqualTo("p@ss/word"));
    }

    @Test
    void names_every_fault_at_once_with_its_mend() {
        assertThat(faults(Map.of("PORT", "many", "MAIL_FROM", "Bob <bob@example.com>")))
                .hasSize(8)
                .anySatisfy(it -> assertThat(it).startsWith("PORT ").contains("0 to 65535"))
                .anySatisfy(it -> assertThat(it).startsWith("PUBLIC_URL is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("DATABASE_URL is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("SLACK_BOT_TOKEN is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("SLACK_SIGNING_SECRET is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("CERTCENTRAL_API_KEY is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("SMTP_URL is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("MAIL_FROM ").contains("bare address"));
    }

    @Test
    void there_is_a_webhook_where_there_is_a_secret_for_it() throws Config.Faulty {
        assertThat(Config.serve(whole()).webhookSecret()).isNull();
        Map<String, String> variables = whole();
        variables.put("CERTCENTRAL_WEBHOOK_SECRET", "0123456789abcdef0123456789abcdef");
        Config config = Config.serve(variables);
        assertThat(config.webhookSecret()).isNotNull();
        assertThat(config.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void a_blank_signing_secret_stops_the_start() {
        Map<String, String> variables = whole();
        variables.put("SLACK_SIGNING_SECRET", "  ");
        assertThat(faults(variables)).singleElement().asString().startsWith("SLACK_SIGNING_SECRET is missing");
    }

    @Test
    void takes_a_secret_from_a_file() throws Exception {
        Map<String, String> variables = whole();
        variables.remove("SLACK_BOT_TOKEN");
        variables.put(
                "SLACK_BOT_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "xoxb-from-file\n").toString());
        assertThat(Config.serve(variables).slack().botToken().value()).isEqualTo("xoxb-from-file");
    }

    @Test
    void tells_of_a_secret_given_twice_or_in_a_file_that_is_empty_or_missing() throws IOException {
        Map<String, String> variables = whole();
        variables.put("SLACK_BOT_TOKEN_FILE", folder.resolve("token").toString());
        variables.remove("SLACK_SIGNING_SECRET");
        variables.put("SLACK_SIGNING_SECRET_FILE", folder.resolve("nowhere").toString());
        variables.remove("CERTCENTRAL_API_KEY");
        variables.put(
                "CERTCENTRAL_API_KEY_FILE",
                Files.writeString(folder.resolve("empty"), "\n").toString());
        assertThat(faults(variables))
                .hasSize(3)
                .anySatisfy(it -> assertThat(it).contains("both set"))
                .anySatisfy(it ->
                        assertThat(it).startsWith("SLACK_SIGNING_SECRET_FILE").contains("can't be read"))
                .anySatisfy(it ->
                        assertThat(it).startsWith("CERTCENTRAL_API_KEY_FILE").contains("empty"));
    }

    @Test
    void no_secret_is_ever_part_of_a_message_or_of_the_settings_text() throws Config.Faulty {
        assertThat(Config.serve(whole()).toString())
                .doesNotContain(
                        "xoxb-bot-secret", "signing-secret", "key-secret", "mail-secret", "p@ss/word", "p%40ss");
        Map<String, String> wrong = whole();
        wrong.put("DATABASE_URL", "postgres://app:hunter2@@db/certs");
        wrong.put("SMTP_URL", "smtp://mailer:hunter2@mail:many");
        wrong.put("SLACK_BOT_TOKEN", "xoxb hunter2");
        wrong.put("CERTCENTRAL_API_KEY", "hunter2\u00e9");
        assertThat(faults(wrong)).hasSize(4).allSatisfy(it -> assertThat(it).doesNotContain("hunter2"));
    }

    @Test
    void letters_leave_from_mail_from_and_unsigned_unless_told_otherwise() throws Config.Faulty {
        MailSettings mail = Objects.requireNonNull(Config.serve(whole()).mail());

        assertThat(mail.envelopeFrom(new UUID(1, 2))).hasToString("certificates@example.com");
        assertThat(mail.dkim()).isNull();
        assertThat(mail.signed(new byte[] {1})).containsExactly(1);
    }

    @Test
    void reads_all_there_is_about_mail() throws Exception {
        Map<String, String> variables = whole();
        variables.put("SMTP_URL", "smtp://bot%40example.com@mail.example.com");
        variables.put("SMTP_OAUTH_TOKEN_URL", "https://login.example.com/token");
        variables.put("SMTP_OAUTH_CLIENT_ID", "our id");
        variables.put("SMTP_OAUTH_CLIENT_SECRET", "hunter2-client");
        variables.put("SMTP_OAUTH_REFRESH_TOKEN", "hunter2-refresh");
        variables.put("SMTP_OAUTH_SCOPE", "a b");
        variables.put("BOUNCE_ADDRESS", "bounces@bounces.example.com");
        variables.put("BOUNCE_KEY", "hunter2-hunter2-hunter2-hunter2-");
        variables.put("DKIM_DOMAIN", "Example.com");
        variables.put("DKIM_SELECTOR", "S1.Mail2026");
        variables.put(
                "DKIM_PRIVATE_KEY_FILE",
                Files.writeString(folder.resolve("key"), privateKey(2048)).toString());

        Config config = Config.serve(variables);
        MailSettings mail = Objects.requireNonNull(config.mail());

        assertThat(mail.smtp().login()).isNotNull().satisfies(login -> {
            assertThat(login.user()).isEqualTo("bot@example.com");
            assertThat(login.oauth()).isInstanceOf(OAuth.Refresh.class);
        });
        assertThat(mail.envelopeFrom(new UUID(1, 2)).toString()).startsWith("bounces+");
        assertThat(mail.dkim()).hasToString("DKIM with the key at s1.mail2026._domainkey.example.com");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP_OAUTH_TOKEN_URL=https://x.example/t|SMTP_OAUTH_CLIENT_ID is missing;SMTP_OAUTH_REFRESH_TOKEN is missing",
                "SMTP_OAUTH_TOKEN_URL=http://x.example/t;SMTP_OAUTH_CLIENT_ID=a;SMTP_OAUTH_REFRESH_TOKEN=b|SMTP_OAUTH_TOKEN_URL must be",
                "SMTP_OAUTH_CLIENT_SECRET=hunter2;SMTP_OAUTH_SCOPE=s|SMTP_OAUTH_CLIENT_SECRET is set without SMTP_OAUTH_TOKEN_URL;SMTP_OAUTH_SCOPE is set without",
                "SMTP_OAUTH_TOKEN_COMMAND=a;SMTP_OAUTH_TOKEN_URL=https://x.example/t|SMTP_OAUTH_TOKEN_COMMAND and SMTP_OAUTH_TOKEN_URL are both set",
                "SMTP_OAUTH_TOKEN_COMMAND=a 'hunter2|SMTP_OAUTH_TOKEN_COMMAND must be a command line",
                "SMTP_URL=smtp://bot:hunter2@x.example;SMTP_OAUTH_TOKEN_COMMAND=a|SMTP_URL must name the user, and no password",
                "SMTP_URL=smtp://x.example;SMTP_OAUTH_TOKEN_COMMAND=a|SMTP_URL must name the user",
                "SMTP_URL=smtp://bot@x.example|SMTP_URL needs both",
                "SMTP_URL=smtp://bot@x.example?tls=off;SMTP_OAUTH_TOKEN_COMMAND=a|SMTP_URL has tls=off and a sign-in",
                "BOUNCE_ADDRESS=b@x.example|BOUNCE_KEY is missing",
                "BOUNCE_KEY=0123456789abcdef0123456789abcdef|BOUNCE_ADDRESS is missing",
                "BOUNCE_ADDRESS=b@x.example;BOUNCE_KEY=hunter2|BOUNCE_KEY must have at least 32",
                "BOUNCE_ADDRESS=a-local-part-without-room-for-it@x.example;BOUNCE_KEY=0123456789abcdef0123456789abcdef|BOUNCE_ADDRESS must have at most 28",
                "BOUNCE_ADDRESS=böunces@x.example;BOUNCE_KEY=0123456789abcdef0123456789abcdef|BOUNCE_ADDRESS must be ASCII",
                "MAIL_FROM=zertifikäte@example.com|MAIL_FROM must be ASCII",
                "DKIM_DOMAIN=example.com|DKIM_SELECTOR is missing;DKIM_PRIVATE_KEY is missing",
                "DKIM_PRIVATE_KEY=hunter2|DKIM_DOMAIN is missing;DKIM_SELECTOR is missing;DKIM_PRIVATE_KEY must be a private key in PEM",
                "DKIM_PRIVATE_KEY=k;DKIM_SELECTOR=a b;DKIM_DOMAIN=example|DKIM_DOMAIN must be;DKIM_SELECTOR must be;DKIM_PRIVATE_KEY must be",
            })
    void refuses_mail_variables_that_do_not_fit_together(String set, String told) {
        Map<String, String> variables = whole();
        if (!set.contains("SMTP_URL=") && set.contains("SMTP_OAUTH_TOKEN")) {
            variables.put("SMTP_URL", "smtp://bot@mail.example.com");
        }
        for (String variable : set.split(";", -1)) {
            variables.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }

        List<String> faults = faults(variables);

        assertThat(faults).hasSize(told.split(";", -1).length).allSatisfy(it -> assertThat(it)
                .doesNotContain("hunter2"));
        for (String one : told.split(";", -1)) {
            assertThat(faults).anySatisfy(it -> assertThat(it).startsWith(one));
        }
    }

    @Test
    void reads_the_mailbox_of_bounces_where_there_is_one() throws Config.Faulty {
        assertThat(Config.serve(whole()).bounceMailbox()).isNull();
        Map<String, String> variables = whole();
        variables.put("BOUNCE_IMAP_URL", "imaps://bot:hunter2@mail.example.com/INBOX");
        Config config = Config.serve(variables);
        assertThat(config.bounceMailbox()).hasToString("imaps://mail.example.com:993/INBOX");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void the_pipe_of_bounces_needs_the_database_and_the_address_with_its_key() throws Config.Faulty {
        assertThat(catchThrowableOfType(Config.Faulty.class, () -> Config.bounce(Map.of()))
                        .faults())
                .hasSize(3)
                .anySatisfy(it -> assertThat(it).startsWith("DATABASE_URL is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("BOUNCE_ADDRESS is missing"))
                .anySatisfy(it -> assertThat(it).startsWith("BOUNCE_KEY is missing"));
        Map<String, String> variables = Map.of(
                "DATABASE_URL", "postgres://db.example.com/certs",
                "BOUNCE_ADDRESS", "bounces@bounces.example.com",
                "BOUNCE_KEY", "0123456789abcdef0123456789abcdef");
        assertThat(Config.bounce(variables).address().base()).hasToString("bounces@bounces.example.com");
    }

    @Test
    void refuses_a_key_that_is_too_short_to_sign_with() throws Exception {
        Map<String, String> variables = whole();
        variables.put("DKIM_DOMAIN", "example.com");
        variables.put("DKIM_SELECTOR", "s");
        variables.put("DKIM_PRIVATE_KEY", privateKey(1024));

        assertThat(faults(variables)).singleElement().asString().contains("2048");
    }

    private static String privateKey(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void a_contact_is_one_line_of_at_most_200_characters() throws Config.Faulty {
        Map<String, String> variables = whole();
        assertThat(Config.serve(variables).contact()).isNull();
        variables.put("CONTACT", "Service desk, phone 1234" + "!".repeat(176));
        assertThat(Config.serve(variables).contact()).isNotNull();
        for (String wrong : List.of("!".repeat(201), "one\ntwo", "\u202e1234")) {
            variables.put("CONTACT", wrong);
            assertThat(faults(variables)).singleElement().asString().startsWith("CONTACT must be one line");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC_URL, http://certificates.example.com",
        "PUBLIC_URL, certificates.example.com",
        "PUBLIC_URL, https://example.com/certificates",
        "PUBLIC_URL, https://user:pass@certificates.example.com",
        "PUBLIC_URL, https://certificates.example.com/?a=b",
        "SLACK_API_URL, ftp://slack.example",
        "CERTCENTRAL_URL, http://ca.example.com/services/v2",
        "DATABASE_URL, mysql://db/certs",
        "DATABASE_URL, postgres://db",
        "SMTP_URL, mail.example.com",
        "LINK_LIFETIME, 14 days",
        "LINK_LIFETIME, 0d",
        "MAX_RECIPIENTS, 0",
        "CERTCENTRAL_SYNC_EVERY, soon",
        "CERTCENTRAL_WEBHOOK_SECRET, 31-characters-are-one-too-few-3",
        "PORT, 70000",
        "SEND_VIA, CertCentral",
        "CERTCENTRAL_NOTE, yes",
        "SMTP_RATE, 30",
        "BOUNCE_IMAP_URL, imaps://mail.example.com/INBOX",
        "BOUNCE_IMAP_URL, imap://bot:hunter2@mail.example.com/INBOX?tls=off",
        "CONTACT, https://",
        "CONTACT, https://user@help.example.com",
        "CONTACT, https://help.example.com/a b",
        "TRUSTED_PROXIES, 10.0.0.1/8",
        "TRUSTED_PROXIES, 10.0.0.0/33",
        "TRUSTED_PROXIES, 10.0.0.0/",
        "TRUSTED_PROXIES, proxy.example.com",
        "TRUSTED_PROXIES, 10.0.0.256",
        "TRUSTED_PROXIES, 2001:db8::/129",
        "TRUSTED_PROXIES, Private",
        "TRUSTED_PROXIES, '10.0.0.1,'",
        "TRUSTED_PROXIES, *",
    })
    void refuses_what_it_cannot_work_with(String name, String value) {
        Map<String, String> variables = whole();
        variables.put(name, value);
        assertThat(faults(variables)).singleElement().asString().startsWith(name + " ");
    }

    @Test
    void the_command_line_ends_with_2_when_the_environment_is_wrong_and_with_0_for_help() {
        assertThat(Main.run("--help")).isZero();
        assertThat(Main.run("--version")).isZero();
        assertThat(Main.run("no-such-command")).isEqualTo(2);
        assertThatThrownBy(() -> Config.sync(Map.of())).isInstanceOf(Config.Faulty.class);
        assertThatThrownBy(() -> Config.migrate(Map.of())).isInstanceOf(Config.Faulty.class);
    }
}
