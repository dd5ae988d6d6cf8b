package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The letter, looked at before it is sent. */
@ExtendWith(Story.class)
class PreviewStoryTest {
    private final Stage stage;
    private final Member alice;
    private final Unseen unseen;

    PreviewStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void nothing_went_wrong_unseen() {
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void the_preview_says_word_for_word_what_the_letter_will() {
        Modal form = stage.filled(stage.freshOrder(), "anna@preview.example")
                .fill("message", "Please install *before* noon <b>today</b> & tell me.");
        Modal preview = preview(form);
        String seen = preview.reads();
        assertThat(seen)
                .contains("certificates@example.com", "anna@preview.example", "📎", "_chain.pem")
                .contains("Please install *before* noon <b>today</b> & tell me.");
        preview.close();
        assertThat(alice.modal().holds("recipients")).isEqualTo("anna@preview.example");
        stage.send(alice.modal());
        String letter = stage.mailTo("anna@preview.example").parsed().text().orElseThrow();
        assertThat(letter.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .allSatisfy(line -> assertThat(seen).contains(line));
    }

    @Test
    void a_plain_text_letters_blocks_are_seen_whole() {
        LocalOrder order = stage.freshOrder();
        Modal preview = preview(stage.filled(alice, Stage.CHANNEL, order, "anna@preview.example", "plaintext"));
        Certificates.areThoseOf(
                order, stage.world().certCentral(), preview.reads().replace("```", "\n"));
    }

    @Test
    void the_link_in_a_preview_leads_nowhere_and_is_not_kept() {
        long links = stage.records().number("SELECT count(*) FROM link");
        Modal preview =
                preview(stage.filled(alice, Stage.CHANNEL, stage.freshOrder(), "anna@preview.example", "downloadlink"));
        assertThat(preview.reads()).contains("/d/made-when-sent");
        assertThat(stage.records().number("SELECT count(*) FROM link")).isEqualTo(links);
    }

    @Test
    void what_keeps_a_letter_from_being_sent_is_said_in_its_preview() {
        Modal form = stage.form(alice, Stage.CHANNEL, "");
        form.fill("recipients", "nobody, anna@preview.example");
        Modal preview = preview(form);
        assertThat(preview.reads()).contains("\"nobody\" has no @", "There is no order");
    }

    @Test
    void a_letter_without_recipients_can_be_looked_at() {
        Modal preview = preview(stage.filled(stage.freshOrder(), ""));
        assertThat(preview.reads()).contains("Enter at least one e-mail address", "_chain.pem");
    }

    @Test
    void a_preview_sends_nothing_and_leaves_no_trace_in_the_audit_log() {
        long entries = stage.records().number("SELECT count(*) FROM audit_entry");
        preview(stage.filled(stage.freshOrder(), "never@preview.example"));
        assertThat(stage.mailsTo("never@preview.example")).isEmpty();
        assertThat(stage.records().number("SELECT count(*) FROM audit_entry")).isEqualTo(entries);
    }

    @Test
    void who_presses_twice_gets_one_preview() {
        Modal form = stage.filled(stage.freshOrder(), "two@preview.example");
        form.presses("preview");
        preview(form).close();
        assertThat(alice.modal().title()).isEqualTo("Send certificate");
    }

    /** On top of the form, as soon as the letter is there. */
    private Modal preview(Modal form) {
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Preview")
                && !alice.modal().reads().contains("being written"));
        return alice.modal();
    }
}
