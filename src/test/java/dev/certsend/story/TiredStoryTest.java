package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The form in the hands of the tired: pressed twice, changed after the doubt, looked at when nothing works. */
@ExtendWith(Story.class)
class TiredStoryTest {
    private final Stage stage;
    private final Member alice;
    private final LocalCertCentral authority;
    private final Unseen unseen;

    TiredStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.authority = stage.world().certCentral();
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
        stage.slack().faults().up();
        stage.records().change("DELETE FROM certcentral_call");
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void a_doubted_form_submitted_twice_at_once_is_doubted_once_and_sends_nothing() {
        Modal form = stage.filled(stage.freshOrder(), "twice@gmial.com");
        assertThat(form.submitTwiceAtOnce())
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(alice.modal().reads()).containsOnlyOnce("twice@gmail.com");
        assertThat(stage.records().actions("twice@gmial.com")).isEmpty();
        List<Answer> confirmed = alice.modal().submitTwiceAtOnce();
        assertThat(confirmed).allSatisfy(answer -> assertThat(answer.body()).isEmpty());
        stage.confirmation(Stage.CHANNEL, "twice@gmial.com", "1 of 1 accepted");
        assertThat(stage.mailsTo("twice@gmial.com")).hasSize(1);
    }

    @Test
    void a_form_submitted_below_its_preview_is_sent_once() {
        Modal form = stage.filled(stage.freshOrder(), "below@tired.example");
        preview(form);
        assertThat(form.isOnTop()).isFalse();
        assertThat(form.submitUnchecked().body()).isEmpty();
        stage.confirmation(Stage.CHANNEL, "below@tired.example", "1 of 1 accepted");
        assertThat(stage.mailsTo("below@tired.example")).hasSize(1);
    }

    @Test
    void an_order_chosen_after_the_doubt_is_the_one_sent() {
        LocalOrder other = stage.freshOrder();
        stage.filled(stage.freshOrder(), "other@gmial.com")
                .pick("format", "pem_chain")
                .submit();
        Modal doubted = alice.modal();
        String number = Long.toString(other.id());
        assertThat(doubted.search("order", number)).isNotEmpty();
        doubted.pick("order", number);
        await().until(() -> doubted.reads().contains(other.certificate().serial()));
        assertThat(doubted.submit().json().path("response_action").asText()).isEqualTo("update");
        stage.send(alice.modal());
        Certificates.areThoseOf(
                other,
                authority,
                new String(
                        stage.mailTo("other@gmial.com")
                                .parsed()
                                .attachments()
                                .get(0)
                                .bytes(),
                        StandardCharsets.US_ASCII));
    }

    @Test
    void what_was_chosen_stays_through_the_doubt() {
        stage.filled(stage.freshOrder(), "stays@gmial.com")
                .pick("format", "zip")
                .fill("message", "As typed")
                .submit();
        Modal doubted = alice.modal();
        assertThat(doubted.holds("format")).isEqualTo("zip");
        assertThat(doubted.holds("message")).isEqualTo("As typed");
        stage.send(doubted);
        assertThat(stage.mailTo("stays@gmial.com").parsed().attachments().get(0).name())
                .endsWith("_all.zip");
    }

    @Test
    void a_doubt_that_was_mended_into_an_error_is_told_under_its_field() {
        stage.filled(stage.freshOrder(), "worse@gmial.com").submit();
        Modal doubted = alice.modal().fill("recipients", "worse@");
        assertThat(doubted.submit().isAck()).isTrue();
        assertThat(doubted.error("recipients")).contains("\"worse@\"");
        stage.send(doubted.fill("recipients", "better@tired.example"));
        stage.mailTo("better@tired.example");
    }

    @Test
    void twenty_recipients_a_long_message_and_a_hundred_names_fit_into_a_preview() {
        LocalOrder order = authority.order("gateway.brightwater.example");
        String recipients = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "somebody-with-a-long-name-" + i + "@a-long-domain-name.tired.example")
                .collect(Collectors.joining("\n"));
        for (String mode : List.of("attachment", "plaintext", "downloadlink")) {
            Modal form =
                    stage.filled(alice, Stage.CHANNEL, order, recipients, mode).fill("message", "&<>é".repeat(250));
            preview(form);
            assertThat(alice.modal().reads())
                    .contains("Each of the 20 recipients", "somebody-with-a-long-name-1@")
                    .contains(order.certificate().names().dnsNames().get(99));
            alice.modal().close();
            assertThat(form.holds("recipients")).isEqualTo(recipients);
        }
    }

    @Test
    void a_message_of_five_hundred_lines_is_seen_whole() {
        String message = "x\n".repeat(498) + "end";
        preview(stage.filled(stage.freshOrder(), "lines@tired.example").fill("message", message));
        assertThat(alice.modal().reads()).contains("end");
    }

    @Test
    void a_preview_while_certcentral_is_down_says_so_and_the_form_is_still_there() {
        Modal form = stage.filled(stage.freshOrder(), "down@tired.example").fill("message", "Kept");
        authority.down();
        LocalOrder order = stage.freshOrder();
        form.search("order", Long.toString(order.id()));
        form.pick("order", Long.toString(order.id()));
        preview(form);
        assertThat(alice.modal().reads()).contains("CertCentral does not answer properly");
        alice.modal().close();
        assertThat(form.holds("message")).isEqualTo("Kept");
        assertThat(form.holds("recipients")).isEqualTo("down@tired.example");
    }

    @Test
    void a_preview_while_certcentral_is_slow_opens_at_once_and_is_filled_later() {
        LocalOrder order = stage.freshOrder();
        Modal form = stage.filled(order, "slow@tired.example");
        authority.faults().slow(Duration.ofSeconds(2));
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Preview"));
        await().until(() -> alice.modal().reads().contains("_chain.pem"));
    }

    @Test
    void a_preview_pressed_five_times_shows_the_letter_and_keeps_the_form() {
        Modal form = stage.filled(stage.freshOrder(), "five@tired.example");
        for (int i = 0; i < 5; i++) {
            assertThat(form.presses("preview").isAck()).isTrue();
        }
        await().until(() ->
                alice.modal().title().equals("Preview") && alice.modal().reads().contains("_chain.pem"));
        while (alice.modal().title().equals("Preview")) {
            alice.modal().close();
        }
        assertThat(alice.modal().holds("recipients")).isEqualTo("five@tired.example");
        unseen.forgive();
    }

    @Test
    void a_preview_whose_moment_has_passed_leaves_the_form_as_it_was() {
        Modal form = stage.filled(stage.freshOrder(), "late@tired.example");
        stage.slack().faults().answer("views.push", "expired_trigger_id");
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> !unseen.logged("no preview").isEmpty());
        assertThat(form.isOnTop()).isTrue();
        stage.slack().faults().up();
        unseen.forgive();
        stage.send(form);
        stage.mailTo("late@tired.example");
    }

    /** On top of the form, as soon as the letter, or why there is none, is there. */
    private void preview(Modal form) {
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Preview")
                && !alice.modal().reads().contains("being written"));
    }
}
