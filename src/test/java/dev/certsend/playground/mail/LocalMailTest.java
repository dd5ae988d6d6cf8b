package dev.certsend.playground.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.playground.mail.LocalMail.Door;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LocalMailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void keeps_every_byte_and_the_envelope() throws IOException {
        byte[] content = new byte[256 * 3];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        byte[] text = "Subject: =?x\r\n\r\n..stuffed\r\n \t\r\n".getBytes(StandardCharsets.US_ASCII);
        try (LocalMail mail = LocalMail.start();
                Dialogue dialogue = Dialogue.upToData(mail.port())) {
            dialogue.send(text);
            dialogue.send(content);
            dialogue.send("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(dialogue.reply()).startsWith("250 2.0.0");
            ReceivedMail received = mail.waitForMail(1, PATIENCE).get(0);
            assertThat(received.sender()).isEqualTo("bot@example.com");
            assertThat(received.recipients()).containsExactly("a@b.example");
            String start = "Subject: =?x\r\n\r\n.stuffed\r\n \t\r\n";
            assertThat(received.bytes()).startsWith(start.getBytes(StandardCharsets.US_ASCII));
            assertThat(Arrays.copyOfRange(received.bytes(), start.length(), start.length() + content.length))
                    .isEqualTo(content);
            assertThat(received.bytes()).hasSize(start.length() + content.length + 2);
        }
    }

    @Test
    void refuses_a_recipient_with_the_code_and_text_given() throws IOException {
        try (LocalMail mail = LocalMail.start();
                Dialogue dialogue = new Dialogue(mail.port())) {
            mail.faults().refuseRecipient("full@b.example", 452, "4.2.2 Mailbox full");
            mail.faults().refuseRecipient("gone@b.example", 550, "5.1.1 No such user");
            dialogue.reply();
            dialogue.say("EHLO test");
            dialogue.say("MAIL FROM:<bot@example.com>");

            assertThat(dialogue.say("RCPT TO:<FULL@b.example>")).isEqualTo("452 4.2.2 Mailbox full");
            assertThat(dialogue.say("RCPT TO:<gone@b.example>")).isEqualTo("550 5.1.1 No such user");
            assertThat(dialogue.say("RCPT TO:<here@b.example>")).startsWith("250");
        }
    }

    @Test
    void turns_connections_away_with_421() throws IOException {
        try (LocalMail mail = LocalMail.start()) {
            mail.faults().refuseConnections(1);
            try (Dialogue refused = new Dialogue(mail.port())) {
                assertThat(refused.reply()).startsWith("421 4.3.2");
                assertThat(refused.reply()).isNull();
            }
            try (Dialogue greeted = new Dialogue(mail.port())) {
                assertThat(greeted.reply()).startsWith("220");
            }
        }
    }

    @Test
    void refuses_at_the_dot_and_takes_the_next_mail_on_the_same_connection() throws IOException {
        try (LocalMail mail = LocalMail.start();
                Dialogue dialogue = Dialogue.upToData(mail.port())) {
            mail.faults().nextDots(1, AfterDot.refuse(451, "4.7.1 Greylisted, come again"));
            dialogue.send(DOT);
            assertThat(dialogue.reply()).isEqualTo("451 4.7.1 Greylisted, come again");
            assertThat(mail.mails()).isEmpty();

            assertThat(dialogue.say("MAIL FROM:<bot@example.com>")).startsWith("250");
            assertThat(dialogue.say("RCPT TO:<a@b.example>")).startsWith("250");
            assertThat(dialogue.say("DATA")).startsWith("354");
            dialogue.send(DOT);
            assertThat(dialogue.reply()).startsWith("250");
        }
    }

    @Test
    void closes_after_the_dot_without_a_reply() throws IOException {
        try (LocalMail mail = LocalMail.start()) {
            mail.faults().nextDots(1, AfterDot.takeAndClose());
            mail.faults().nextDots(1, AfterDot.loseAndClose());
            for (int i = 0; i < 2; i++) {
                try (Dialogue dialogue = Dialogue.upToData(mail.port())) {
                    dialogue.send(DOT);
                    assertThat(dialogue.reply()).isNull();
                }
            }
            assertThat(mail.mails()).hasSize(1);
        }
    }

    @Test
    void says_nothing_after_the_dot() throws IOException {
        try (LocalMail mail = LocalMail.start();
                Dialogue dialogue = Dialogue.upToData(mail.port())) {
            mail.faults().everyDot(AfterDot.takeInSilence());
            dialogue.send(DOT);
            mail.waitForMail(1, PATIENCE);
            dialogue.patience(200);

            assertThatThrownBy(dialogue::reply).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void goes_down_and_comes_back_on_the_same_port() throws IOException {
        try (LocalMail mail = LocalMail.start()) {
            String url = mail.smtpUrl();
            Dialogue open = Dialogue.upToData(mail.port());
            mail.down();
            assertThat(open.reply()).isNull();
            assertThatThrownBy(() -> new Dialogue(mail.port())).isInstanceOf(ConnectException.class);

            mail.up();
            assertThat(mail.smtpUrl()).isEqualTo(url).matches("smtp://localhost:\\d+\\?tls=off");
            try (Dialogue again = new Dialogue(mail.port())) {
                assertThat(again.reply()).startsWith("220");
            }
        }
    }

    @Test
    void waits_no_longer_than_it_is_told() {
        try (LocalMail mail = LocalMail.start()) {
            assertThatThrownBy(() -> mail.waitForMail(1, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("for 1 mails, got 0");
        }
    }

    @Test
    void asks_for_starttls_and_a_login() throws Exception {
        try (LocalMail mail = LocalMail.start(new Door(true, "bot", "p@ss word"))) {
            assertThat(mail.smtpUrl()).matches("smtp://bot:p%40ss%20word@localhost:\\d+");
            send(mail, "p@ss word", true);

            assertThat(mail.waitForMail(1, PATIENCE).get(0).parsed().subject()).isEqualTo("Grüße");
            assertThatThrownBy(() -> send(mail, "wrong", true)).isInstanceOf(AuthenticationFailedException.class);
            assertThatThrownBy(() -> send(mail, "p@ss word", false)).isInstanceOf(MessagingException.class);
        }
    }

    private static void send(LocalMail mail, String password, boolean trusting) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(mail.port()));
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.auth", "true");
        if (trusting) {
            properties.put(
                    "mail.smtp.ssl.socketFactory", mail.tls().clientContext().getSocketFactory());
        }
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom("bot@example.com");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("a@b.example"));
        message.setSubject("Grüße", "UTF-8");
        message.setText("Hello");
        Transport.send(message, "bot", password);
    }
}
