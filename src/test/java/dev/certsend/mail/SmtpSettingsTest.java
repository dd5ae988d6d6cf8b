package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.mail.SmtpSettings.Encryption;
import dev.certsend.mail.SmtpSettings.Login;
import dev.certsend.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://relay.example, relay.example, 587, STARTTLS",
        "smtp://relay.example:25, relay.example, 25, STARTTLS",
        "smtp://localhost:1025, localhost, 1025, STARTTLS",
        "smtps://relay.example, relay.example, 465, TLS",
        "smtps://relay.example:8465/, relay.example, 8465, TLS",
        "smtp://localhost?tls=off, localhost, 25, OFF",
        "smtp://mail_catcher:1025?tls=off, mail_catcher, 1025, OFF",
        "smtp://[::1]:25?tls=off, ::1, 25, OFF",
    })
    void encrypts_unless_told_not_to(String url, String host, int port, Encryption encryption) {
        SmtpSettings settings = SmtpSettings.parse(url, null);

        assertThat(settings.host()).isEqualTo(host);
        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.encryption()).isEqualTo(encryption);
        assertThat(settings.login()).isNull();
    }

    @Test
    void decodes_user_and_password_and_prints_neither() {
        SmtpSettings settings = SmtpSettings.parse("smtp://a%40b.example:p%3A%2F+%25@relay.example:587", null);

        assertThat(settings.login()).isEqualTo(new Login("a@b.example", new Secret("p:/+%"), null));
        assertThat(settings).hasToString("smtp://relay.example:587");
        assertThat(String.valueOf(settings.login())).doesNotContain("p:/");
    }

    @Test
    void has_a_working_default_for_every_option() {
        SmtpSettings defaults = SmtpSettings.parse("smtp://relay.example", null);
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.dotTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defaults.connections()).isEqualTo(4);
        assertThat(defaults.trusted()).isEmpty();

        SmtpSettings chosen =
                SmtpSettings.parse("smtp://relay.example?timeout=1500ms&dot-timeout=5m&connections=8", null);
        assertThat(chosen.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(chosen.dotTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(chosen.connections()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "relay.example",
                "http://relay.example",
                "smtp://",
                "smtp://:hunter2@",
                "smtp://bot:hunter2/x@relay.example",
                "smtp://bot:hunter2#x@relay.example",
                "smtp://bot:hunter2?x@relay.example",
                "smtp://bot:hunter2%@relay.example",
                "smtp://bot:hunter2%zz@relay.example",
                "smtp://bot@relay.example",
                "smtp://:hunter2@relay.example",
                "smtp://bot:@relay.example",
                "smtp://bot:hunter2@relay.example:0",
                "smtp://bot:hunter2@relay.example:65536",
                "smtp://bot:hunter2@relay.example:port",
                "smtp://bot:hunter2@relay.example/path",
                "smtp://bot:hunter2@relay.example\nX",
                "smtp://bot:hunter2@relay.example?tls=on",
                "smtps://bot:hunter2@relay.example?tls=off",
                "smtp://bot:hunter2@relay.example?tls=off",
                "smtp://bot:hunter2@relay.example?starttls=no",
                "smtp://bot:hunter2@relay.example?timeout=60",
                "smtp://bot:hunter2@relay.example?timeout=0s",
                "smtp://bot:hunter2@relay.example?timeout=2h",
                "smtp://bot:hunter2@relay.example?timeout=999999m",
                "smtp://bot:hunter2@relay.example?connections=0",
                "smtp://bot:hunter2@relay.example?connections=many",
                "smtp://bot:hunter2@relay.example?connections=1&connections=2",
                "smtp://bot:hunter2@relay.example?ca=/nowhere/ca.pem",
            })
    void says_what_to_mend_and_never_the_password(String url) {
        assertThatThrownBy(() -> SmtpSettings.parse(url, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SMTP_URL")
                .hasMessageNotContaining("hunter2")
                .satisfies(fault -> assertThat(String.valueOf(fault.getCause())).doesNotContain("hunter2"));
    }

    @Test
    void refuses_a_file_that_holds_no_certificate(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "not a certificate");

        assertThatThrownBy(() -> SmtpSettings.parse("smtp://relay.example?ca=" + file, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SMTP_URL: the file of ca=");
    }

    @Test
    void lets_a_password_go_unencrypted_on_this_machine_only() {
        assertThat(SmtpSettings.parse("smtp://bot:hunter2@127.0.0.1?tls=off", null)
                        .login())
                .isNotNull();
    }
}
