package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.ParsedMail;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Message;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job in its three modes, from the typed command to the certificate in the recipient's hands. */
@ExtendWith(Story.class)
class SendCertificateStoryTest {
    private final Stage stage;

    SendCertificateStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void two_colleagues_each_receive_the_certificate_as_an_attachment() {
        LocalOrder order = stage.freshOrder();
        send(order, "anna@attach.example, bob@attach.example", "attachment");
        for (String address : new String[] {"anna@attach.example", "bob@attach.example"}) {
            ReceivedMail mail = stage.mailTo(address);
            ParsedMail letter = mail.parsed();
            assertThat(mail.recipients()).containsExactly(address);
            assertThat(letter.header("To")).isEqualTo(address);
            assertThat(letter.attachments()).hasSize(1);
            assertThat(letter.attachments().get(0).name()).endsWith(".pem");
            String file = new String(letter.attachments().get(0).bytes(), StandardCharsets.US_ASCII);
            Certificates.areThoseOf(order, stage.world().certCentral(), file);
            assertThat(new String(mail.bytes(), StandardCharsets.UTF_8)).containsOnlyOnce("attach.example");
        }
    }

    @Test
    void two_colleagues_each_receive_the_certificate_as_plain_text() {
        LocalOrder order = stage.freshOrder();
        send(order, "anna@plain.example; bob@plain.example", "plaintext");
        for (String address : new String[] {"anna@plain.example", "bob@plain.example"}) {
            ParsedMail letter = stage.mailTo(address).parsed();
            assertThat(letter.attachments()).isEmpty();
            Certificates.areThoseOf(
                    order, stage.world().certCentral(), letter.text().orElseThrow());
            assertThat(Certificates.in(letter.html().orElseThrow().replaceAll("<[^>]*>", "\n")))
                    .isEqualTo(Certificates.in(letter.text().orElseThrow()));
        }
    }

    @Test
    void two_colleagues_each_receive_a_download_link_of_their_own() {
        LocalOrder order = stage.freshOrder();
        send(order, "anna@link.example bob@link.example", "downloadlink");
        String one = stage.mailTo("anna@link.example").parsed().text().orElseThrow();
        String other = stage.mailTo("bob@link.example").parsed().text().orElseThrow();
        assertThat(Visitor.linkIn(one)).isNotEqualTo(Visitor.linkIn(other)).startsWith("http://localhost:");
        assertThat(one).doesNotContain("BEGIN CERTIFICATE");
        assertThat(stage.mailTo("anna@link.example").parsed().attachments()).isEmpty();
        assertThat(stage.mailTo("anna@link.example").parsed().html().orElseThrow())
                .contains("href=\"" + Visitor.linkIn(one) + "\"");
    }

    @Test
    void a_letter_is_one_text_in_two_forms_and_names_no_other_program() {
        stage.sendTo("shape@letter.example");
        ReceivedMail mail = stage.mailTo("shape@letter.example");
        assertThat(LetterShape.of(mail.bytes()))
                .isEqualTo(
                        "multipart/mixed[multipart/alternative[text/plain,text/html],application/pem-certificate-chain]");
        ParsedMail letter = mail.parsed();
        assertThat(letter.header("From")).contains("<certificates@example.com>").contains("Example Corp");
        assertThat(letter.header("Message-ID")).matches("<[^@<>]+@example\\.com>");
        assertThat(letter.header("Date")).isNotEmpty();
        assertThat(letter.header("Content-Language")).isEqualTo("en");
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(letter.header("X-Mailer")).isEmpty();
        assertThat(mail.sender()).isEqualTo("certificates@example.com");
    }

    @Test
    void the_two_forms_of_a_letter_without_attachment_stand_alone() {
        LocalOrder order = stage.freshOrder();
        send(order, "alone@letter.example", "plaintext");
        assertThat(LetterShape.of(stage.mailTo("alone@letter.example").bytes()))
                .isEqualTo("multipart/alternative[text/plain,text/html]");
    }

    @Test
    void the_message_stands_in_the_letter_under_its_writers_name() {
        var form = stage.filled(stage.freshOrder(), "note@letter.example");
        form.fill("message", "For the new proxy.\nGrüße, Alice");
        stage.send(form);
        ParsedMail letter = stage.mailTo("note@letter.example").parsed();
        assertThat(letter.text().orElseThrow())
                .contains("Message from Alice Martin")
                .contains("For the new proxy.")
                .contains("Grüße, Alice");
        assertThat(letter.html().orElseThrow()).contains("For the new proxy.").contains("Grüße, Alice");
        assertThat(letter.subject()).doesNotContain("proxy");
    }

    @Test
    void the_channel_is_told_at_once_and_its_message_is_edited_to_the_final_state() {
        stage.world().mail().faults().refuseRecipient("told@channel.example", 450, "4.2.0 Later");
        LocalOrder order;
        try {
            order = stage.sendTo("told@channel.example");
            stage.confirmation(Stage.CHANNEL, "told@channel.example", "0 of 1 accepted");
            stage.actions("told@channel.example", "mail.deferred");
        } finally {
            stage.world().mail().faults().acceptRecipient("told@channel.example");
        }
        stage.records().hasten("told@channel.example");
        Message last = stage.confirmation(Stage.CHANNEL, "told@channel.example", "1 of 1 accepted");
        assertThat(stage.told(Stage.CHANNEL, "told@channel.example")).hasSize(1);
        assertThat(last.edits()).isPositive();
        assertThat(last.reads())
                .contains(order.certificate().names().commonName())
                .contains(Long.toString(order.id()))
                .contains("<@" + stage.slack().alice().id() + ">");
        assertThat(last.text()).contains("told@channel.example").contains("1 of 1 accepted");
    }

    @Test
    void every_step_of_a_send_is_in_the_log_in_its_order() {
        LocalOrder order = stage.sendTo("steps@log.example");
        assertThat(stage.actions("steps@log.example", "mail.accepted"))
                .containsExactly("send.requested", "mail.attempted", "mail.accepted");
        assertThat(stage.records().texts("""
                SELECT DISTINCT concat_ws(' ', team_id, actor_id, actor_name, order_id, certificate_id, mode, channel_id)
                FROM audit_entry WHERE recipient = 'steps@log.example'"""))
                .containsExactly("T0EXAMPLE01 U0ALICE0001 Alice Martin %d %d attachment C0CERTIFIC1"
                        .formatted(order.id(), order.certificate().id()));
        stage.confirmation(Stage.CHANNEL, "steps@log.example", "1 of 1 accepted");
        assertThat(stage.records().texts("""
                SELECT action FROM audit_entry WHERE action = 'confirmation.posted' AND send_id =
                    (SELECT send_id FROM delivery WHERE recipient = 'steps@log.example')""")).hasSize(1);
    }

    private void send(LocalOrder order, String recipients, String mode) {
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, order, recipients, mode));
    }
}
