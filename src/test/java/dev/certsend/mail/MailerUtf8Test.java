package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.certsend.mail.Outcome.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters to addresses with letters beyond ASCII before the {@code @}, and letters beside them that need nothing of the kind. */
@Timeout(60)
class MailerUtf8Test {

    private static final EmailAddress JSN = EmailAddress.of("jšn@bücher.example");
    private static final String OFFERED = "250-relay.example\r\n250-8BITMIME\r\n250 SMTPUTF8";

    private final ScriptedSmtp relay;

    MailerUtf8Test() throws IOException {
        relay = new ScriptedSmtp();
    }

    @AfterEach
    void hangUp() throws IOException {
        relay.close();
    }

    @Test
    void says_smtputf8_for_the_letter_that_needs_it_and_no_other() {
        relay.on("EHLO", OFFERED);
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            assertThat(mailer.takesUtf8()).isEmpty();
            assertThat(send(mailer, JSN).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(send(mailer, BOB).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(send(mailer, JSN).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(send(mailer, BOB).kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(mailer.takesUtf8()).contains(true);
        }
        String plain = "MAIL FROM:<certs@mail.example.com>";
        assertThat(said("MAIL")).containsExactly(plain + " SMTPUTF8", plain, plain + " SMTPUTF8", plain);
        assertThat(said("RCPT"))
                .containsExactly(
                        "RCPT TO:<jšn@xn--bcher-kva.example>", "RCPT TO:<bob@example.org>",
                        "RCPT TO:<jšn@xn--bcher-kva.example>", "RCPT TO:<bob@example.org>");
        assertThat(relay.connections()).isEqualTo(2);
    }

    @Test
    void never_has_more_connections_of_both_kinds_than_allowed() {
        relay.on("EHLO", OFFERED);
        try (Mailer mailer = new Mailer(mail(relay.url("&connections=1")))) {
            for (EmailAddress to : List.of(BOB, JSN, BOB, JSN)) {
                assertThat(send(mailer, to).kind()).isEqualTo(Kind.ACCEPTED);
            }
        }
        assertThat(relay.connections()).isEqualTo(4);
        await().untilAsserted(() -> assertThat(said("QUIT")).hasSize(4));
    }

    @Test
    void rejects_the_letter_where_the_relay_takes_no_such_address() {
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            Outcome outcome = send(mailer, JSN);

            assertThat(outcome.kind()).isEqualTo(Kind.REJECTED);
            assertThat(outcome.text())
                    .isEqualTo("the mail server takes no addresses with letters beyond ASCII (SMTPUTF8)");
            assertThat(mailer.takesUtf8()).contains(false);
            assertThat(send(mailer, BOB).kind()).isEqualTo(Kind.ACCEPTED);
        }
        assertThat(said("RCPT")).containsExactly("RCPT TO:<bob@example.org>");
        assertThat(relay.letters()).hasSize(1);
    }

    @Test
    void learns_at_the_check_too() {
        relay.on("EHLO", OFFERED);
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            assertThat(mailer.check().steps()).contains("takes addresses beyond ASCII (SMTPUTF8)");
            assertThat(mailer.takesUtf8()).contains(true);
        }
    }

    @Test
    void writes_the_address_into_the_head_and_nothing_beyond_ascii_anywhere_else() {
        relay.on("EHLO", OFFERED);
        byte[] letter = to(JSN, EmailAddress.of("анна@example.com")).bytes();
        try (Mailer mailer = new Mailer(mail(relay.url("")))) {
            assertThat(mailer.send(SENDER, JSN, letter, () -> {}).kind()).isEqualTo(Kind.ACCEPTED);
        }
        String wire = new String(relay.letters().get(0), StandardCharsets.UTF_8);
        assertThat(relay.letters().get(0)).isEqualTo(letter);
        assertThat(wire).contains("\r\nTo: jšn@xn--bcher-kva.example\r\n", "\r\nReply-To: анна@example.com\r\n");
        assertThat(wire.substring(wire.indexOf("\r\n\r\n"))).isASCII();
    }

    @Test
    void leaves_a_reply_to_out_that_would_ask_smtputf8_of_an_ascii_recipient() {
        byte[] letter = to(BOB, JSN).bytes();

        assertThat(new String(letter, StandardCharsets.UTF_8))
                .doesNotContain("Reply-To")
                .isASCII();
    }

    @Test
    void keeps_letters_and_envelopes_of_both_kinds_apart() {
        byte[] utf8 = to(JSN, null).bytes();
        byte[] utf8Body = "To: jšn@x.example\r\n\r\nš\r\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new StoredMessage(SENDER, BOB, utf8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoredMessage(SENDER, JSN, utf8Body)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoredMessage(JSN, JSN, utf8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> to(JSN, null, JSN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Outcome send(Mailer mailer, EmailAddress to) {
        return mailer.send(SENDER, to, to(to, null).bytes(), () -> {});
    }

    private static Letter to(EmailAddress to, @Nullable EmailAddress replyTo) {
        return to(to, replyTo, SENDER);
    }

    private static Letter to(EmailAddress to, @Nullable EmailAddress replyTo, EmailAddress from) {
        Letter any = letter("Subject", "Grüße");
        return new Letter(
                from,
                "",
                to,
                replyTo,
                any.subject(),
                any.text(),
                any.html(),
                List.of(),
                any.messageId(),
                any.date(),
                any.language());
    }

    /** The commands with this verb, in the UTF-8 they were written in. */
    private List<String> said(String verb) {
        return relay.commands().stream()
                .filter(command -> command.startsWith(verb))
                .map(command -> new String(command.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }
}
