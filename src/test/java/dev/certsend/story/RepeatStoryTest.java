package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However often Slack, a person or a replaying attacker says the same thing, it is done once. */
@ExtendWith(Story.class)
class RepeatStoryTest {
    private final Stage stage;

    RepeatStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void one_form_submitted_twice_at_the_same_moment_is_one_send() {
        Modal form = stage.filled(stage.freshOrder(), "race@repeat.example");
        assertThat(form.submitTwiceAtOnce()).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        });
        sentOnce("race@repeat.example");
    }

    @Test
    void a_submission_repeated_byte_for_byte_is_one_send() {
        stage.send(stage.filled(stage.freshOrder(), "replay@repeat.example"));
        Answer now = stage.slack().repeat();
        sentOnce("replay@repeat.example");
        Answer later = stage.slack().repeat();
        assertThat(List.of(now, later)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        });
        sentOnce("replay@repeat.example");
    }

    @Test
    void eight_replays_at_once_are_one_send() {
        stage.send(stage.filled(stage.freshOrder(), "storm@repeat.example"));
        List<CompletableFuture<Answer>> storm = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> stage.slack().repeat()))
                .limit(8)
                .toList();
        assertThat(storm)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        sentOnce("storm@repeat.example");
    }

    @Test
    void a_command_repeated_byte_for_byte_opens_no_second_form() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        Answer again = stage.slack().repeat();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("type the command once more");
        assertThat(form.isOnTop()).isTrue();
    }

    private void sentOnce(String address) {
        stage.confirmation(Stage.CHANNEL, address, "1 of 1 accepted");
        assertThat(stage.mailsTo(address)).hasSize(1);
        assertThat(stage.records().actions(address))
                .containsExactly("send.requested", "mail.attempted", "mail.accepted");
        assertThat(stage.told(Stage.CHANNEL, address)).hasSize(1);
    }
}
