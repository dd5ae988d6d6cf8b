package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.mail.LocalMail;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses with letters beyond ASCII: delivered where they are honest, refused where they pass for others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeyondAsciiStoryTest {
    private LocalMail mail;
    private Wiretap wire;
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    BeyondAsciiStoryTest() {}

    @BeforeAll
    void set_the_stage() {
        mail = LocalMail.start();
        wire = new Wiretap(mail);
        stage = Stage.set(new World(Map.of("SMTP_URL", wire.smtpUrl()), Stage.ORDERS).start());
    }

    @AfterAll
    void strike() throws IOException {
        stage.world().close();
        wire.close();
        mail.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"änna@ascii.example", "анна@ascii.example", "安娜@ascii.example", "άννα@ascii.example"})
    void a_letter_for_such_an_address_goes_by_smtputf8(String address) {
        stage.sendTo(address);
        ReceivedMail letter = mailTo(address);
        assertThat(letter.recipients()).containsExactly(address);
        assertThat(new String(letter.bytes(), StandardCharsets.UTF_8)).contains("\r\nTo: " + address + "\r\n");
        assertThat(wire.said("RCPT TO:<" + address + ">")).hasSize(1);
        assertThat(wire.said("MAIL FROM:").stream().filter(line -> line.contains("SMTPUTF8")))
                .isNotEmpty();
        assertThat(letter.parsed().attachments()).hasSize(1);
        Message told = stage.confirmation(Stage.CHANNEL, address, "1 of 1 accepted");
        assertThat(told.reads()).contains(address);
        assertThat(stage.actions(address, "mail.accepted"))
                .containsExactly("send.requested", "mail.attempted", "mail.accepted");
    }

    @Test
    void recipients_in_ascii_beside_it_go_without() {
        stage.sendTo("plain@beside.example, größe@beside.example, other@beside.example");
        for (String address : List.of("plain@beside.example", "größe@beside.example", "other@beside.example")) {
            assertThat(mailTo(address).recipients()).containsExactly(address);
        }
        List<String> mailAndRecipient = wire.said("").stream()
                .filter(line -> line.startsWith("MAIL FROM:") || line.contains("@beside.example>"))
                .toList();
        for (int i = 1; i < mailAndRecipient.size(); i++) {
            String recipient = mailAndRecipient.get(i);
            if (recipient.startsWith("RCPT TO:")) {
                assertThat(mailAndRecipient.get(i - 1).contains("SMTPUTF8"))
                        .as(recipient)
                        .isEqualTo(recipient.contains("größe"));
            }
        }
        assertThat(new String(mailTo("plain@beside.example").bytes(), StandardCharsets.ISO_8859_1))
                .isASCII();
        stage.confirmation(Stage.CHANNEL, "größe@beside.example", "3 of 3 accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "idn@bücher.example,idn@xn--bcher-kva.example,idn@bücher.example (xn--bcher-kva.example)",
        "idn@BÜCHER-LADEN.example,idn@xn--bcher-laden-thb.example,idn@bücher-laden.example (xn--bcher-laden-thb.example)",
        "idn@例え.example,idn@xn--r8jz45g.example,idn@例え.example (xn--r8jz45g.example)",
        "jürgen@straße.example,jürgen@xn--strae-oqa.example,jürgen@straße.example (xn--strae-oqa.example)"
    })
    void an_international_domain_travels_as_ascii_and_is_told_so_that_it_is_recognised(
            String typed, String wired, String shown) {
        stage.sendTo(typed);
        assertThat(mailTo(wired).recipients()).containsExactly(wired);
        stage.confirmation(Stage.CHANNEL, shown, "1 of 1 accepted");
        assertThat(stage.actions(wired, "mail.accepted")).startsWith("send.requested");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430nna@look.example",
                "p\u0430ypal@look.example",
                "ａnna@look.example",
                "anna@ｌook.example",
                "of\ufb01ce@look.example",
                "anna@p\u0430ypal.example",
                "anna@goog\u04cfe.example",
                "anna@look。example",
                "än na@look.example",
                "änna\u200d@look.example",
                "änna\u202e@look.example",
                "änna@look\u2044.example"
            })
    void what_passes_for_another_address_is_refused(String typed) {
        long sends = stage.records().number("SELECT count(*) FROM send");
        Modal form = stage.filled(stage.anyOrder(), typed);
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("recipients");
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(sends);
        assertThat(
                        stage.records()
                                .texts(
                                        "SELECT reason FROM audit_entry WHERE action = 'send.refused' ORDER BY entry_id DESC LIMIT 1"))
                .allSatisfy(reason -> assertThat(reason).startsWith("recipients refused"));
    }

    @Test
    void the_same_mailbox_in_two_spellings_of_its_domain_gets_one_letter() {
        stage.sendTo("twice@bücher.example, twice@xn--bcher-kva.example, twice@BÜCHER.example");
        stage.confirmation(Stage.CHANNEL, "twice@bücher.example", "1 of 1 accepted");
        assertThat(mailsTo("twice@xn--bcher-kva.example")).hasSize(1);
    }

    @Test
    void the_preview_shows_the_address_as_it_will_be_written_to() {
        Modal form = stage.filled(stage.anyOrder(), "änna@bücher.example");
        form.presses("preview");
        await().until(() -> stage.slack().alice().modal().title().equals("Preview")
                && !stage.slack().alice().modal().reads().contains("being written"));
        assertThat(stage.slack().alice().modal().reads()).contains("änna@bücher.example (xn--bcher-kva.example)");
    }

    private List<ReceivedMail> mailsTo(String address) {
        return mail.mails().stream()
                .filter(letter -> letter.recipients().contains(address))
                .toList();
    }

    private ReceivedMail mailTo(String address) {
        await("mail to " + address).until(() -> !mailsTo(address).isEmpty());
        return mailsTo(address).get(0);
    }
}
