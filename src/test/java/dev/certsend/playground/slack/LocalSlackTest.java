package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalSlackTest {

    private final SlackSettings settings = SlackSettings.example().withPatience(Duration.ofSeconds(2));
    private final LocalSlack slack = LocalSlack.start(settings);
    private final SampleBot bot = SampleBot.start(slack, settings);
    private final Member alice = slack.alice();

    @AfterEach
    void stop() {
        bot.close();
        slack.close();
    }

    @Test
    void a_person_fills_the_form_and_reads_the_outcome_in_the_channel() {
        assertThat(alice.in("#certificates").types("/cert-send").isAck()).isTrue();
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

    @Test
    void a_required_field_is_asked_for_before_the_app_is() {
        alice.in("#certificates").types("/cert-send");
        int before = slack.requests().size();
        assertThat(alice.modal().submit().status()).isZero();
        assertThat(alice.modal().errors()).containsOnlyKeys("order", "recipients");
        assertThat(slack.requests()).hasSize(before);
    }

    @Test
    void an_error_of_the_app_stands_under_its_field() {
        alice.in("#certificates").types("/cert-send");
        alice.modal().search("order", "");
        alice.modal().pick("order", "10001").fill("recipients", "nobody").submit();
        assertThat(alice.modal().error("recipients")).contains("nobody");
        assertThat(alice.modal().trouble()).isEmpty();
    }

    @Test
    void only_what_is_offered_can_be_picked_but_an_attacker_may_forge() {
        alice.in("#certificates").types("/cert-send");
        Modal form = alice.modal();
        assertThatThrownBy(() -> form.pick("order", "666")).isInstanceOf(AssertionError.class);
        form.forge("order", "666").fill("recipients", "ops@example.com").submit();
        assertThat(slack.requests().get(slack.requests().size() - 1).body()).contains("666");
    }

    @Test
    void an_ephemeral_answer_is_read_by_one_person() {
        Answer answer = alice.in("#general").types("/cert-send help");
        assertThat(answer.text()).startsWith("Try");
        assertThat(alice.in("#general").lastEphemeral().text()).isEqualTo(answer.text());
        assertThat(slack.bruno().sees()).isEmpty();
    }

    @Test
    void people_and_addresses_in_a_command_become_mark_up() {
        Answer answer = alice.in("#general").types("/cert-audit @bruno #secret a@b.example <x>");
        assertThat(answer.text())
                .isEqualTo(
                        "Nothing here yet for *<@U0BRUNO0002|bruno> <#C0SECRET004|> <mailto:a@b.example|a@b.example> &lt;x&gt;*");
    }

    @Test
    void a_command_that_fails_says_so_in_slacks_words() {
        alice.in("#general").types("/fails");
        assertThat(alice.in("#general").lastEphemeral().text())
                .isEqualTo("/fails failed with the error \"dispatch_failed\"");
        slack.connect(URI.create("http://localhost:1/"));
        alice.in("#general").types("/cert-send");
        assertThat(alice.in("#general").lastEphemeral().text())
                .isEqualTo("/cert-send failed because the app did not respond.");
    }

    @Test
    void a_submission_that_reaches_nobody_keeps_the_modal() {
        alice.in("#certificates").types("/cert-send");
        alice.modal().search("order", "www");
        alice.modal().pick("order", "10000").fill("recipients", "ops@example.com");
        slack.connect(URI.create("http://localhost:1/"));
        alice.modal().submit();
        assertThat(alice.modal().trouble()).isEqualTo("We had some trouble connecting. Try again?");
    }

    @Test
    void strangers_get_no_commands_from_slack_but_can_press_buttons() {
        assertThat(slack.stefan().in("#certificates").types("/cert-send").text())
                .contains("not a valid command");
        assertThat(slack.requests()).isEmpty();
        bot.call("chat.postMessage", outcome());
        slack.stefan().presses(slack.channel("#certificates").lastMessage(), "resend");
        String body = slack.requests().get(0).body();
        assertThat(body).contains("T0PARTNER02").contains("block_actions");
    }

    @Test
    void nobody_is_where_they_are_not_a_member() {
        assertThatThrownBy(() -> slack.una().in("#general")).isInstanceOf(IllegalStateException.class);
        bot.call("chat.postMessage", outcome().put("channel", slack.bruno().id()));
        Message his = slack.bruno().directMessages().get(0);
        assertThatThrownBy(() -> alice.presses(his, "resend")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_request_can_be_repeated_forged_and_sent_late() {
        alice.in("#general").types("/cert-send help");
        assertThat(slack.repeat().isAck()).isTrue();
        assertThat(slack.requests().get(0).headers())
                .isEqualTo(slack.requests().get(1).headers());
        assertThat(slack.signed("command=%2Fcert-send", 1, new Secret("other")).status())
                .isEqualTo(401);
        assertThat(slack.post("x=y", Map.of("X-Slack-Request-Timestamp", "1")).status())
                .isEqualTo(401);
    }

    @Test
    void two_submissions_at_once_are_the_same_view() {
        alice.in("#certificates").types("/cert-send");
        alice.modal().search("order", "www");
        alice.modal().pick("order", "10000").fill("recipients", "ops@example.com");
        assertThat(alice.modal().submitTwiceAtOnce()).allMatch(Answer::isAck);
        assertThat(slack.calls("chat.postMessage")).hasSize(2);
        assertThat(alice.hasModal()).isFalse();
    }

    @Test
    void events_keep_their_id_when_they_are_sent_again() {
        assertThat(slack.bruno().switchesTo("de-DE").isAck()).isTrue();
        assertThat(slack.retriesEvent(1, "http_timeout").isAck()).isTrue();
        assertThat(slack.requests().get(0).body())
                .contains("user_change", "\"locale\":\"de-DE\"")
                .isEqualTo(slack.requests().get(1).body());
        assertThat(slack.requests().get(1).headers()).containsEntry("X-Slack-Retry-Num", "1");
        assertThat(slack.verifiesUrl("abc").body()).isEqualTo("abc");
    }

    @Test
    void the_signature_is_that_of_slacks_own_example() {
        // docs.slack.dev, verifying-requests-from-slack
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        assertThat(Signature.of(new Secret("8f742231b10e8888abcd99yyyzzz85a5"), 1531420618, body))
                .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode outcome() {
        return Json.object()
                .put("channel", "C0CERTIFIC1")
                .put("text", "Sent")
                .set("blocks", SampleForm.outcome("Sent", "U0ALICE0001", true));
    }
}
