package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.certsend.secret.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ImapSettingsTest {

    @Test
    void reads_encoded_parts_and_shows_no_password() {
        ImapSettings read = ImapSettings.parse("imaps://bot%40example.com:p%3A%2F+%25@mail.example.com/Bounces%2F2026");

        assertThat(read.user()).isEqualTo("bot@example.com");
        assertThat(read.password().value()).isEqualTo("p:/+%");
        assertThat(read.folder()).isEqualTo("Bounces/2026");
        assertThat(read.port()).isEqualTo(993);
        assertThat(read).hasToString("imaps://mail.example.com:993/Bounces/2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "imaps://mail.example.com/INBOX",
                "imaps://bot@mail.example.com/INBOX",
                "imaps://bot:hunter2@mail.example.com",
                "imaps://bot:hunter2@mail.example.com/",
                "imaps://bot:hunt%zz2@mail.example.com/INBOX",
                "imaps://bot:hunter2%0a@mail.example.com/INBOX",
                "imaps://bot:hunter2@mail.example.com:99999/INBOX",
                "imaps://bot:hunter2@mail.example.com/INBOX?tls=off",
                "imaps://bot:hunter2@mail.example.com/INBOX?hunter2",
                "imaps://bot:hunter2@mail.example.com/INBOX?ca=/nowhere",
                "imap://bot:hunter2@mail.example.com/INBOX?tls=off",
                "imap://bot:hunter2@localhost/INBOX",
                "https://bot:hunter2@mail.example.com/INBOX",
            })
    void refuses_any_other_and_says_so_without_the_password(String url) {
        assertThatThrownBy(() -> ImapSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BOUNCE_IMAP_URL")
                .hasMessageNotContaining("hunt");
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_no_password() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        server.start();
        try {
            server.setUser("bot", "secret");
            int port = server.getImaps().getPort();
            BounceMailbox mailbox =
                    new BounceMailbox(ImapSettings.parse("imaps://bot:secret@localhost:" + port + "/INBOX"));
            assertThatThrownBy(() -> mailbox.read((name, message) -> true))
                    .isInstanceOf(MailboxFault.class)
                    .hasMessageContaining("imaps://localhost:" + port)
                    .hasMessageNotContaining("secret");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_for_ever() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BounceMailbox mailbox = new BounceMailbox(new ImapSettings(
                    "127.0.0.1",
                    silent.getLocalPort(),
                    false,
                    "bot",
                    new Secret("secret"),
                    "INBOX",
                    Duration.ofMillis(200),
                    List.of()));
            assertThatThrownBy(() -> mailbox.read((name, message) -> true)).isInstanceOf(MailboxFault.class);
        }
    }
}
