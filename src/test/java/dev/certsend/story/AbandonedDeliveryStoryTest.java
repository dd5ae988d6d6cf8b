package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.mail.AfterDot;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker that died has left in the database is picked up by another one. */
@ExtendWith(Story.class)
class AbandonedDeliveryStoryTest {
    private final Stage stage;

    AbandonedDeliveryStoryTest(Stage stage) {
        this.stage = stage;
    }

    @AfterEach
    void heal() {
        stage.world().mail().faults().none();
        stage.world().mail().up();
    }

    @Test
    void what_was_left_before_and_after_its_dot_is_resumed_and_only_the_latter_is_in_doubt() {
        stage.world().mail().faults().nextDots(1, AfterDot.takeAndClose());
        stage.sendTo("late@crash.example");
        stage.actions("late@crash.example", "mail.deferred");
        waiting("early@crash.example");
        abandon("early@crash.example", "NULL");
        abandon("late@crash.example", "now() - interval '1 minute'");
        accepted("early@crash.example");
        assertThat(stage.records().actions("early@crash.example")).doesNotContain("mail.uncertain");
        assertThat(stage.mailsTo("early@crash.example")).hasSize(1);
        accepted("late@crash.example");
        assertThat(stage.records().actions("late@crash.example"))
                .endsWith("mail.deferred", "mail.uncertain", "mail.attempted", "mail.accepted");
        assertThat(stage.mailsTo("late@crash.example")).hasSize(2);
        assertThat(stage.mailsTo("late@crash.example").get(0).bytes())
                .isEqualTo(stage.mailsTo("late@crash.example").get(1).bytes());
    }

    @Test
    void a_worker_that_wakes_after_its_delivery_was_taken_over_changes_nothing() {
        stage.world().mail().faults().nextDots(1, AfterDot.takeInSilence());
        stage.sendTo("sleeper@crash.example");
        stage.mailTo("sleeper@crash.example");
        stage.records().change("""
                UPDATE delivery SET attempt = attempt + 1, state = 'accepted', settled_at = now(), outcome = 'by another'
                WHERE recipient = 'sleeper@crash.example'""");
        stage.world().mail().down();
        stage.world().mail().up();
        assertThat(stage.actions("sleeper@crash.example", "mail.answered_late")).doesNotContain("mail.accepted");
        assertThat(stage.records().stateOf("sleeper@crash.example")).isEqualTo("accepted");
        assertThat(stage.mailsTo("sleeper@crash.example")).hasSize(1);
    }

    private void waiting(String address) {
        stage.world().mail().down();
        stage.sendTo(address);
        stage.records().awaitPause();
        stage.world().mail().up();
    }

    /** As a worker leaves it that was killed a minute ago. */
    private void abandon(String address, String dotAt) {
        stage.records().change("UPDATE delivery SET dot_at = " + dotAt + " WHERE recipient = ?", address);
        stage.records().abandon(address);
    }

    private void accepted(String address) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> stage.records().actions(address).contains("mail.accepted"));
    }
}
