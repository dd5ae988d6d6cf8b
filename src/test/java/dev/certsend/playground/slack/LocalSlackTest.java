package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalSlackTest {

    private final SlackSettings settings = SlackSettings.example();
    private LocalSlack slack = LocalSlack.start(settings);
    private SampleBot bot = SampleBot.start(slack, settings);

    @BeforeEach
    void nothing_is_wrong_yet() {
        assertThat(slack.complaints()).isEmpty();
    }

    @AfterEach
    void stop() {
        bot.close();
        slack.close();
    }

    @Test
    void a_person_fills_the_form_and_reads_the_outcome_in_the_channel() {
        Member alice = slack.alice();
        Answer answer = alice.in("#certificates").types("/cert-send");
        assertThat(answer.isAck()).isTrue();
        Modal form = alice.modal();
        assertThat(form.title()).isEqualTo("Send certificate");
        assertThat(form.search("order", "www")).extracting(Option::value).containsExactly("10000");
        form.pick("order", "10000").fill("recipients", "ops@example.com");
        assertThat(form.reads()).contains("Valid until");
        assertThat(form.holds("order")).isEqualTo("10000");
        assertThat(form.submit().isAck()).isTrue();
        assertThat(alice.hasModal()).isFalse();
        Message message = slack.channel("#certificates").lastMessage();
        assertThat(message.reads()).contains("Certificate sent", "<@" + alice.id() + ">");
        alice.presses(message, "resend");
        assertThat(slack.channel("#certificates").lastMessage().edits()).isOne();
        assertThat(slack.complaints()).isEmpty();
    }
}
