package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.slack.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answers to a letter go to whoever sent it, as long as Slack tells the program their address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplyToStoryTest {
    private static final String SCOPE = "users:read.email";

    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    ReplyToStoryTest() {}

    @BeforeAll
    void set_the_stage() {
        stage = Stage.set(new World(Map.of(), Stage.ORDERS).start());
    }

    @AfterAll
    void strike() {
        stage.world().close();
    }

    @AfterEach
    void give_the_scope_back() {
        stage.slack().grants(SCOPE);
        stage.records().change("DELETE FROM slack_user");
        stage.meet(stage.slack().alice());
        stage.meet(stage.slack().chen());
    }

    @Test
    void a_letter_names_its_senders_own_address_for_answers() {
        assertThat(replyTo(stage.slack().alice(), "one@reply.example")).isEqualTo("alice@example.com");
    }

    @Test
    void nothing_is_said_where_slack_knows_of_no_address() {
        Member noor = stage.slack().noor();
        stage.meet(noor);
        assertThat(replyTo(noor, "two@reply.example")).isEmpty();
    }

    @Test
    void an_address_no_mailer_could_answer_to_is_left_out() {
        Member chen = stage.slack().chen();
        try {
            for (String odd : List.of("chen\r\nBcc: x@y.example", "chen wei", "chën@example.com")) {
                chen.changesAddress(odd);
                await().until(() -> emails(chen).equals(List.of(odd)));
                String to = "three" + odd.length() + "@reply.example";
                assertThat(replyTo(chen, to)).as(odd).isEmpty();
                assertThat(stage.mailTo(to).parsed().header("Bcc")).isEmpty();
            }
            chen.changesAddress("chen@bücher.example");
            assertThat(replyTo(chen, "four@reply.example")).isEqualTo("chen@xn--bcher-kva.example");
        } finally {
            chen.changesAddress("chen@example.com");
        }
    }

    @Test
    void a_changed_address_is_the_one_from_the_event_on() {
        Member chen = stage.slack().chen();
        try {
            chen.changesAddress("c.wei@example.com");
            assertThat(replyTo(chen, "five@reply.example")).isEqualTo("c.wei@example.com");
            chen.changesAddress("");
            assertThat(replyTo(chen, "six@reply.example")).isEmpty();
        } finally {
            chen.changesAddress("chen@example.com");
        }
    }

    @Test
    void without_the_scope_nothing_is_said_and_every_address_is_forgotten() {
        Member alice = stage.slack().alice();
        assertThat(emails(stage.slack().chen())).containsExactly("chen@example.com");
        stage.slack().takesAway(SCOPE);
        // Slack says so with its next answer, which is the one that opens this form.
        stage.form(alice, Stage.CHANNEL, "");
        assertThat(replyTo(alice, "seven@reply.example")).isEmpty();
        assertThat(stage.records().number("SELECT count(*) FROM slack_user WHERE email IS NOT NULL"))
                .isZero();
    }

    @Test
    void a_scope_that_was_given_later_is_used_without_waiting_a_day() {
        Member alice = stage.slack().alice();
        stage.slack().takesAway(SCOPE);
        stage.form(alice, Stage.CHANNEL, "");
        assertThat(replyTo(alice, "eight@reply.example")).isEmpty();
        stage.slack().grants(SCOPE);
        stage.form(alice, Stage.CHANNEL, "");
        stage.form(alice, Stage.CHANNEL, "");
        await().until(() -> emails(alice).equals(List.of("alice@example.com")));
        assertThat(replyTo(alice, "nine@reply.example")).isEqualTo("alice@example.com");
    }

    private String replyTo(Member who, String recipient) {
        stage.send(stage.filled(who, Stage.CHANNEL, stage.freshOrder(), recipient, "attachment"));
        return stage.mailTo(recipient).parsed().header("Reply-To");
    }

    private List<String> emails(Member who) {
        return stage.records().texts("SELECT coalesce(email, '-') FROM slack_user WHERE user_id = ?", who.id());
    }
}
