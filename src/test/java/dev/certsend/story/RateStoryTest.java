package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SMTP_RATE=2/s: letters leave in their own time, and nothing else waits for them. */
class RateStoryTest {
    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.set(new World(Map.of("SMTP_RATE", "2/s"), Stage.ORDERS).start());
    }

    @AfterAll
    static void stop() {
        stage.world().close();
    }

    @Test
    void five_letters_leave_in_slots_of_which_no_second_holds_more_than_two() {
        List<String> addresses =
                IntStream.rangeClosed(1, 5).mapToObj(i -> i + "@rate.example").toList();
        stage.sendTo(String.join(", ", addresses));
        stage.confirmation(Stage.CHANNEL, "5@rate.example", "5 of 5 accepted");
        addresses.forEach(address -> {
            assertThat(stage.mailsTo(address)).hasSize(1);
            assertThat(stage.records().actions(address))
                    .as("waiting burns no attempt")
                    .containsExactly("send.requested", "mail.attempted", "mail.accepted");
        });
        assertThat(mostInASecond()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_retry_takes_a_slot_of_its_own() {
        stage.world().mail().faults().refuseRecipient("again@rate.example", 450, "4.7.1 Greylisted");
        try {
            stage.sendTo("again@rate.example");
            stage.actions("again@rate.example", "mail.deferred");
        } finally {
            stage.world().mail().faults().none();
        }
        stage.records().hasten("again@rate.example");
        stage.actions("again@rate.example", "mail.accepted");
    }

    private static long mostInASecond() {
        return stage.records().number("""
                WITH attempt AS (SELECT at FROM audit_entry WHERE action = 'mail.attempted')
                SELECT max(near) FROM (
                    SELECT (SELECT count(*) FROM attempt AS other
                        WHERE other.at > one.at - interval '900 milliseconds' AND other.at <= one.at) AS near
                    FROM attempt AS one) AS windows""");
    }
}
