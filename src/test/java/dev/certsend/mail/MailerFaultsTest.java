package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static dev.certsend.mail.ScriptedSmtp.HANG_UP;
import static dev.certsend.mail.ScriptedSmtp.SILENCE;
import static dev.certsend.mail.ScriptedSmtp.THEN_HANG_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.mail.Outcome.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a relay may do wrong: is the letter lost, sent twice, or given up without need? */
@Timeout(30)
class MailerFaultsTest {

    private static final String IMPATIENT = "&timeout=300ms&dot-timeout=300ms";
    private static final byte[] LETTER = letter("Subject", "Text").bytes();

    private final ScriptedSmtp relay;
    private final AtomicInteger dots = new AtomicInteger();

    MailerFaultsTest() throws IOException {
        relay = new ScriptedSmtp();
    }

    @AfterEach
    void hangUp() throws IOException {
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({
        "., " + HANG_UP + ", UNCERTAIN, 0",
        "., " + SILENCE + ", UNCERTAIN, 0",
        "., garbage, UNCERTAIN, 0",
        "., 354 more, UNCERTAIN, 354",
        "., 250-and then" + THEN_HANG_UP + ", UNCERTAIN, 0",
        "., 421 4.3.2 closing" + THEN_HANG_UP + ", DEFERRED, 421",
        "., 450 4.2.0 later, DEFERRED, 450",
        "., 451 4.2.0 later" + THEN_HANG_UP + ", DEFERRED, 451",
        "., 500 no, REJECTED, 500",
        "., 552 5.3.4 too big" + THEN_HANG_UP + ", REJECTED, 552",
        "., 251 forwarded, ACCEPTED, 251",
    })
    void tells_after_the_dot_whether_a_reply_came(String verb, String reply, Kind kind, int code) throws IOException {
        relay.on(verb, reply);

        Outcome outcome = send();

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(dots).hasValue(1);
        assertThat(relay.letters()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 4.3.2 too busy, RELAY_DOWN, 421",
        "CONNECT, 421 4.3.2 too busy" + THEN_HANG_UP + ", RELAY_DOWN, 421",
        "CONNECT, 554 5.7.1 not you, RELAY_REFUSES_US, 554",
        "CONNECT, " + HANG_UP + ", RELAY_DOWN, 0",
        "CONNECT, " + SILENCE + ", RELAY_DOWN, 0",
        "EHLO, " + HANG_UP + ", RELAY_DOWN, 0",
        "EHLO, 421 4.3.2 too busy" + THEN_HANG_UP + ", RELAY_DOWN, 421",
        "MAIL, " + HANG_UP + ", RELAY_DOWN, 0",
        "MAIL, " + SILENCE + ", RELAY_DOWN, 0",
        "MAIL, 421 4.7.0 closing" + THEN_HANG_UP + ", RELAY_DOWN, 421",
        "MAIL, 451 4.3.0 later, DEFERRED, 451",
        "MAIL, 530 5.7.0 sign in first, RELAY_REFUSES_US, 530",
        "MAIL, 550 5.7.60 not as this sender, RELAY_REFUSES_US, 550",
        "RCPT, " + HANG_UP + ", DEFERRED, 0",
        "RCPT, 421 4.7.28 rate" + THEN_HANG_UP + ", DEFERRED, 421",
        "RCPT, 450 4.2.1 later, DEFERRED, 450",
        "RCPT, 550 5.1.1 no such user, REJECTED, 550",
        "RCPT, 552 5.2.2 full, DEFERRED, 552",
        "RCPT, nonsense, DEFERRED, 0",
        "DATA, " + HANG_UP + ", DEFERRED, 0",
        "DATA, " + SILENCE + ", DEFERRED, 0",
        "DATA, 450 4.3.0 later, DEFERRED, 450",
        "DATA, 554 5.6.0 no, REJECTED, 554",
        "DATA, 250 what, DEFERRED, 0",
    })
    void never_calls_a_letter_uncertain_whose_dot_was_not_sent(String verb, String reply, Kind kind, int code)
            throws IOException {
        relay.on(verb, reply);

        Outcome outcome = send();

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(dots).hasValue(0);
        assertThat(relay.letters()).isEmpty();
    }

    @Test
    void calls_a_relay_down_that_nobody_answers_for() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        try (Mailer mailer = new Mailer(mail("smtp://127.0.0.1:" + free + "?tls=off"))) {
            Outcome outcome = mailer.send(SENDER, BOB, LETTER, dots::incrementAndGet);

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_DOWN);
            assertThat(outcome.text()).contains("CONNECT", "refused");
        }
    }

    @Test
    void waits_longer_for_the_reply_to_the_dot_than_for_any_other() throws IOException {
        relay.on(".", SILENCE);
        long start = System.nanoTime();
        try (Mailer mailer = new Mailer(mail(relay.url("&timeout=100ms&dot-timeout=700ms")))) {
            assertThat(mailer.send(SENDER, BOB, LETTER, () -> {}).kind()).isEqualTo(Kind.UNCERTAIN);
        }
        assertThat((System.nanoTime() - start) / 1_000_000).isBetween(700L, 10_000L);
    }

    @Test
    void sends_no_dot_if_the_action_before_it_fails() throws IOException {
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            IllegalStateException lost = new IllegalStateException("the lease is lost");

            assertThatThrownBy(() -> mailer.send(SENDER, BOB, LETTER, () -> {
                        throw lost;
                    }))
                    .isSameAs(lost);
            assertThat(mailer.send(SENDER, BOB, LETTER, () -> {}).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(relay.connections()).isEqualTo(2);
        assertThat(relay.letters()).hasSize(1);
        assertThat(relay.commands()).doesNotContain(".");
    }

    @Test
    void passes_an_error_on_as_well() throws IOException {
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            assertThatThrownBy(() -> mailer.send(SENDER, BOB, LETTER, () -> {
                        throw new AssertionError("out");
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("out");
        }
        assertThat(relay.letters()).isEmpty();
    }

    @Test
    void keeps_the_reply_on_one_clean_line() throws IOException {
        relay.on("RCPT", "550-5.1.1 no \u0007such\u202e\r\n550-5.1.1 \tuser\r\n550 5.1.1 " + "x".repeat(900));

        Outcome outcome = send();

        assertThat(outcome.enhancedCode()).isEqualTo("5.1.1");
        assertThat(outcome.text())
                .startsWith("no such")
                .contains("user xxx")
                .hasSizeLessThanOrEqualTo(300)
                .matches("\\P{Cntrl}+");
    }

    private Outcome send() throws IOException {
        try (Mailer mailer = new Mailer(mail(relay.url(IMPATIENT)))) {
            return mailer.send(SENDER, BOB, LETTER, dots::incrementAndGet);
        }
    }
}
