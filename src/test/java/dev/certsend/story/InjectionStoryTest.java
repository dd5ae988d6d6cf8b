package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.ParsedMail;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Modal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write stays text, in letters, pages, Slack and headers. */
@ExtendWith(Story.class)
class InjectionStoryTest {
    private final Stage stage;

    InjectionStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void html_in_the_message_is_shown_and_not_obeyed() {
        Modal form = stage.filled(stage.freshOrder(), "html@inject.example");
        stage.send(form.fill("message", "</td><script>alert(1)</script><img src=x onerror=y> & {0} {person} '"));
        ParsedMail letter = stage.mailTo("html@inject.example").parsed();
        assertThat(letter.html().orElseThrow())
                .doesNotContain("<script", "<img src=x")
                .contains("&lt;script&gt;alert(1)");
        assertThat(letter.text().orElseThrow())
                .contains("<script>alert(1)</script>")
                .contains("{0} {person} '");
    }

    @Test
    void header_lines_and_lone_dots_in_the_message_stay_in_the_body() {
        Modal form = stage.filled(stage.freshOrder(), "header@inject.example");
        stage.send(
                form.fill("message", "hello\r\n.\r\nBcc: evil@inject.example\r\n\r\n.\r\nMAIL FROM:<x@y>\n--boundary"));
        ReceivedMail mail = stage.mailTo("header@inject.example");
        assertThat(mail.recipients()).containsExactly("header@inject.example");
        assertThat(mail.parsed().header("Bcc")).isEmpty();
        assertThat(mail.parsed().text().orElseThrow())
                .contains("MAIL FROM:<x@y>")
                .contains("openssl x509");
        assertThat(stage.mailsTo("evil@inject.example")).isEmpty();
    }

    @Test
    void a_certificate_in_the_message_is_not_taken_for_the_one_that_was_sent() {
        LocalOrder order = stage.freshOrder();
        String foreign = Certificates.pem(stage.world().certCentral().ca().root());
        Modal form = stage.filled(stage.slack().alice(), Stage.CHANNEL, order, "pem@inject.example", "plaintext");
        stage.send(form.fill("message", foreign));
        ParsedMail letter = stage.mailTo("pem@inject.example").parsed();
        Certificates.areThoseOf(
                order, stage.world().certCentral(), letter.text().orElseThrow());
    }

    @Test
    void marks_of_slack_in_a_mail_servers_refusal_stay_text() {
        stage.world()
                .mail()
                .faults()
                .refuseRecipient("marks@inject.example", 550, "5.1.1 <!channel> & <@U0ALICE0001> *x*");
        stage.sendTo("marks@inject.example");
        var told = stage.confirmation(Stage.CHANNEL, "marks@inject.example", "Certificate not sent");
        assertThat(told.reads()).doesNotContain("<!channel>").contains("&lt;!channel&gt;");
        assertThat(told.text()).doesNotContain("<!channel>");
        stage.slack().alice().in(Stage.CHANNEL).types("/cert-audit to:marks@inject.example");
        assertThat(stage.slack().alice().in(Stage.CHANNEL).lastEphemeral().reads())
                .contains("&lt;!channel&gt;")
                .doesNotContain("<!channel>");
    }

    @Test
    void a_requesters_name_cannot_be_markup_or_a_header() {
        rename("Eve\r\nBcc: evil@inject.example\u202e <b>{0}</b> <!channel> \"x\" =?utf-8?q?y?=");
        try {
            stage.send(stage.filled(
                    stage.slack().chen(), "#general", stage.freshOrder(), "name@inject.example", "downloadlink"));
            ReceivedMail mail = stage.mailTo("name@inject.example");
            assertThat(mail.parsed().header("Bcc")).isEmpty();
            String head = new String(mail.bytes(), StandardCharsets.US_ASCII).split("\r\n\r\n", 2)[0];
            assertThat(head).doesNotContain("Eve").doesNotContain("evil@");
            assertThat(mail.parsed().html().orElseThrow())
                    .doesNotContain("<b>{0}")
                    .contains("&lt;b&gt;");
            assertThat(mail.parsed().text().orElseThrow()).doesNotContain("\u202e");
            String page = Visitor.of(stage.world())
                    .opens(Visitor.linkIn(mail.parsed().text().orElseThrow()))
                    .body();
            assertThat(page).contains("Eve").doesNotContain("<b>{0}");
            assertThat(stage.confirmation("#general", "name@inject.example", "1 of 1")
                            .reads())
                    .doesNotContain("<!channel>");
        } finally {
            rename("Chen Wei");
        }
    }

    @Test
    void a_requesters_name_of_any_length_or_none_still_sends() {
        try {
            for (String name : new String[] {"", "W".repeat(5000), "🧨".repeat(300), "\u200b"}) {
                rename(name);
                String address = "n" + name.length() + "@names.example";
                stage.send(stage.filled(stage.slack().chen(), "#general", stage.freshOrder(), address, "attachment"));
                assertThat(stage.mailTo(address).parsed().text().orElseThrow())
                        .doesNotContain("\ufffd")
                        .doesNotContain("null");
            }
        } finally {
            rename("Chen Wei");
        }
    }

    private void rename(String name) {
        ObjectNode event = new ObjectMapper().createObjectNode().put("type", "user_change");
        event.putObject("user")
                .put("id", stage.slack().chen().id())
                .put("team_id", "T0EXAMPLE01")
                .put("name", "chen")
                .put("real_name", name)
                .put("locale", "en-GB");
        assertThat(stage.slack().emits(event).isAck()).isTrue();
    }
}
