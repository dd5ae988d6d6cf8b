package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Modal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An address that looks mistyped is doubted once, and never in the way of who means it. */
@ExtendWith(Story.class)
class SlipStoryTest {
    private final Stage stage;

    SlipStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_likely_slip_is_pointed_out_and_sends_nothing_until_it_is_confirmed() {
        Modal form = stage.filled(stage.freshOrder(), "anna.slip@gmial.com").fill("message", "typed before");
        Answer answer = form.submit();
        assertThat(answer.json().path("response_action").asText()).isEqualTo("update");
        Modal doubted = stage.slack().alice().modal();
        assertThat(doubted.reads()).contains("anna.slip@gmail.com", "Nothing was sent yet");
        assertThat(doubted.holds("recipients")).isEqualTo("anna.slip@gmial.com");
        assertThat(doubted.holds("message")).isEqualTo("typed before");
        assertThat(stage.records().actions("anna.slip@gmial.com")).isEmpty();

        stage.send(doubted);
        assertThat(stage.mailTo("anna.slip@gmial.com").parsed().text().orElseThrow())
                .contains("typed before");
    }

    @Test
    void a_slip_that_is_mended_is_sent_at_once() {
        stage.filled(stage.freshOrder(), "mended@gmial.com").submit();
        stage.send(stage.slack().alice().modal().fill("recipients", "mended@gmail.com"));
        assertThat(stage.mailTo("mended@gmail.com").parsed().attachments()).hasSize(1);
        assertThat(stage.mailsTo("mended@gmial.com")).isEmpty();
    }

    @Test
    void another_slip_is_another_doubt() {
        stage.filled(stage.freshOrder(), "first@gmial.com").submit();
        Modal form = stage.slack().alice().modal().fill("recipients", "first@gmial.com, second@gmial.com");
        assertThat(form.submit().json().path("response_action").asText()).isEqualTo("update");
        assertThat(stage.mailsTo("first@gmial.com")).isEmpty();
        stage.send(stage.slack().alice().modal());
        assertThat(stage.mailTo("second@gmial.com").recipients()).containsExactly("second@gmial.com");
    }

    @Test
    void the_same_certificate_to_the_same_person_within_a_week_is_pointed_out_once() {
        LocalOrder order = stage.sendTo("weekly@slip.example");
        stage.mailTo("weekly@slip.example");
        Modal form = stage.filled(
                stage.slack().chen(), Stage.CHANNEL, order, "Weekly@slip.example, new@slip.example", "plaintext");
        assertThat(form.submit().json().path("response_action").asText()).isEqualTo("update");
        Modal doubted = stage.slack().chen().modal();
        assertThat(doubted.reads())
                .contains("<@" + stage.slack().alice().id() + "> sent this certificate to", "weekly@slip.example")
                .doesNotContain("new@slip.example* ");
        assertThat(stage.records().actions("new@slip.example")).isEmpty();
        stage.send(doubted);
        stage.mailTo("new@slip.example");
    }

    @Test
    void what_came_back_was_cancelled_or_is_older_is_no_doubt() {
        LocalOrder order = stage.freshOrder();
        stage.send(stage.filled(order, "old@slip.example, back@slip.example, other@slip.example"));
        stage.mailTo("other@slip.example");
        stage.records().change("UPDATE delivery SET bounced_at = now() WHERE recipient = 'back@slip.example'");
        stage.records().change("UPDATE delivery SET state = 'cancelled' WHERE recipient = 'other@slip.example'");
        stage.send(stage.filled(order, "back@slip.example, other@slip.example"));
        stage.records()
                .change("UPDATE send SET requested_at = now() - interval '8 days' WHERE order_id = ?", order.id());
        stage.send(stage.filled(order, "old@slip.example"));
        await().until(() -> stage.mailsTo("old@slip.example").size() == 2);
    }
}
