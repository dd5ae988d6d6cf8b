package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the relay is told so that its reports name the letter (RFC 3461). */
@Timeout(30)
class EnvelopeIdTest {
    private final ScriptedSmtp relay;

    EnvelopeIdTest() throws IOException {
        relay = new ScriptedSmtp();
    }

    @AfterEach
    void hangUp() throws IOException {
        relay.close();
    }

    @Test
    void a_relay_that_offers_reports_is_told_the_id_and_asked_for_failures_alone() {
        relay.on("EHLO", "250-relay.example\r\n250-DSN\r\n250 AUTH PLAIN");
        send(new Envelope(SENDER, BOB, Reports.DELIVERY));
        assertThat(spoken())
                .containsExactly(
                        "MAIL FROM:<certs@mail.example.com> RET=HDRS ENVID=" + Reports.DELIVERY,
                        "RCPT TO:<bob@example.org> NOTIFY=FAILURE");
    }

    @Test
    void any_other_relay_hears_nothing_of_it() {
        send(new Envelope(SENDER, BOB, Reports.DELIVERY));
        assertThat(spoken()).containsExactly("MAIL FROM:<certs@mail.example.com>", "RCPT TO:<bob@example.org>");
    }

    @Test
    void a_letter_without_an_id_asks_for_nothing() {
        relay.on("EHLO", "250-relay.example\r\n250 DSN");
        send(new Envelope(SENDER, BOB, null));
        assertThat(spoken()).containsExactly("MAIL FROM:<certs@mail.example.com>", "RCPT TO:<bob@example.org>");
    }

    private void send(Envelope envelope) {
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            Outcome outcome = mailer.send(envelope, letter("Subject", "Text").bytes(), () -> {});
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
        }
    }

    private List<String> spoken() {
        return relay.commands().stream()
                .filter(command -> command.startsWith("MAIL") || command.startsWith("RCPT"))
                .toList();
    }
}
