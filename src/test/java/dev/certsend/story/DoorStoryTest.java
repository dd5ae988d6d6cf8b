package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full members of the workspace may send; nobody else may do anything, at any door. */
@ExtendWith(Story.class)
class DoorStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final Forger forger;

    DoorStoryTest(Stage stage) {
        this.stage = stage;
        this.forger = new Forger(stage.world());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gina", "una", "robbie", "stefan"})
    void whoever_is_no_full_member_is_refused_at_the_command(String name) {
        Member outsider = stage.slack().member(name);
        known(outsider);
        long before = refusals(outsider, "/cert-send");
        assertThat(outsider.in(Stage.CHANNEL)
                        .forces("/cert-send x y@door.example")
                        .isAck())
                .isTrue();
        await().until(() -> refusals(outsider, "/cert-send") == before + 1);
        assertThat(outsider.hasModal()).isFalse();
        long look = refusals(outsider, "/cert-audit");
        Answer log = outsider.in(Stage.CHANNEL).forces("/cert-audit");
        assertThat(log.body()).doesNotContain("Send requested");
        await().until(() -> refusals(outsider, "/cert-audit") == look + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gina", "una", "robbie", "stefan"})
    void whoever_is_no_full_member_is_refused_at_the_picker(String name) {
        Member outsider = stage.slack().member(name);
        known(outsider);
        stage.form(stage.slack().alice(), Stage.CHANNEL, "").search("order", "example");
        long before = refusals(outsider, "order");
        Answer answer = forger.postsPayload(as(outsider, forger.last("block_suggestion")));
        assertThat(answer.isAck()).isTrue();
        assertThat(answer.json().path("options")).isEmpty();
        assertThat(refusals(outsider, "order")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gina", "una", "robbie", "stefan"})
    void whoever_is_no_full_member_is_refused_at_the_submission(String name) {
        Member outsider = stage.slack().member(name);
        known(outsider);
        stage.filled(stage.freshOrder(), name + "-good@door.example").submit();
        long before = refusals(outsider, "send_certificate");
        String forged = as(outsider, forger.last("view_submission"))
                .replace(name + "-good@", name + "-evil@")
                .replaceAll("\"id\":\"V[A-Z0-9]*\"", "\"id\":\"VFORGED" + name + "\"");
        Answer answer = forger.postsPayload(forged);
        assertThat(answer.json().path("response_action").asText()).isEqualTo("errors");
        assertThat(refusals(outsider, "send_certificate")).isEqualTo(before + 1);
        assertThat(stage.records().number("SELECT count(*) FROM delivery WHERE recipient LIKE ?", name + "-evil@%"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gina", "una", "robbie", "stefan"})
    void whoever_is_no_full_member_is_refused_at_a_button(String name) {
        Member outsider = stage.slack().member(name);
        known(outsider);
        pressOlder(stage.slack().alice());
        long before = refusals(outsider, "audit_older");
        int calls = outsider.sees().size();
        Answer answer = forger.postsPayload(as(outsider, forger.last("block_actions")));
        assertThat(answer.isAck()).isTrue();
        await().until(() -> refusals(outsider, "audit_older") == before + 1);
        assertThat(outsider.sees()).hasSize(calls);
    }

    @Test
    void a_refused_guest_is_told_why_and_whom_to_ask() {
        Member gina = stage.slack().gina();
        known(gina);
        assertThat(gina.in(Stage.CHANNEL).forces("/cert-send").text())
                .contains("guest")
                .contains("Ask a member");
    }

    @Test
    void a_member_who_was_made_a_guest_is_refused_from_the_event_on() throws Exception {
        Member chen = stage.slack().chen();
        Modal open = stage.filled(chen, "#general", stage.freshOrder(), "chen@door.example", "attachment");
        try {
            assertThat(stage.slack().emits(changed(chen, "is_restricted")).isAck())
                    .isTrue();
            Answer answer = open.submit();
            assertThat(answer.json().path("response_action").asText()).isEqualTo("errors");
            assertThat(chen.in("#general").forces("/cert-send").text()).contains("guest");
            assertThat(stage.records().number("SELECT count(*) FROM delivery WHERE recipient = 'chen@door.example'"))
                    .isZero();
        } finally {
            stage.slack().emits(changed(chen, "is_app_user_not"));
        }
    }

    @Test
    void a_deactivated_member_is_refused_from_the_event_on() throws Exception {
        Member chen = stage.slack().chen();
        try {
            assertThat(stage.slack().emits(changed(chen, "deleted")).isAck()).isTrue();
            assertThat(chen.in("#general").forces("/cert-send").text()).contains("deactivated");
        } finally {
            stage.slack().emits(changed(chen, "is_app_user_not"));
        }
        assertThat(stage.form(chen, "#general", "").title()).isEqualTo("Send certificate");
    }

    @Test
    void the_first_contact_is_answered_at_once_even_while_slack_is_slow_to_say_who_it_is() {
        Member chen = stage.slack().chen();
        if (chen.hasModal()) {
            chen.modal().dismiss();
        }
        stage.records().change("DELETE FROM slack_user WHERE user_id = ?", chen.id());
        stage.slack().faults().slow(Duration.ofMillis(1200));
        try {
            Answer answer = chen.in("#general").types("/cert-send");
            assertThat(answer.isAck()).isTrue();
            assertThat(answer.took()).isLessThan(Duration.ofMillis(900));
            await().until(chen::hasModal);
        } finally {
            stage.slack().faults().up();
        }
    }

    @Test
    void a_first_contact_that_slack_never_explains_gets_an_answer_all_the_same() {
        Member chen = stage.slack().chen();
        stage.records().change("DELETE FROM slack_user WHERE user_id = ?", chen.id());
        stage.slack().faults().answer("users.info", "internal_error");
        int before = chen.in("#general").ephemerals().size();
        try {
            assertThat(chen.in("#general").types("/cert-send").isAck()).isTrue();
            await().until(() -> chen.in("#general").ephemerals().size() == before + 1);
        } finally {
            stage.slack().faults().up();
        }
        stage.meet(chen);
    }

    @Test
    void a_guest_at_first_contact_is_refused_too() {
        Member gina = stage.slack().gina();
        stage.records().change("DELETE FROM slack_user WHERE user_id = ?", gina.id());
        int before = gina.in(Stage.CHANNEL).ephemerals().size();
        assertThat(gina.in(Stage.CHANNEL).forces("/cert-send").isAck()).isTrue();
        await().until(() -> gina.in(Stage.CHANNEL).ephemerals().size() == before + 1);
        assertThat(gina.in(Stage.CHANNEL).lastEphemeral().reads()).contains("guest");
        assertThat(gina.hasModal()).isFalse();
    }

    private void known(Member outsider) {
        if (stage.records().number("SELECT count(*) FROM slack_user WHERE user_id = ?", outsider.id()) == 0) {
            long before = refusals(outsider, "/cert-audit");
            outsider.in(Stage.CHANNEL).forces("/cert-audit");
            await().until(() -> refusals(outsider, "/cert-audit") == before + 1);
        }
    }

    private long refusals(Member who, String door) {
        return stage.records()
                .number(
                        "SELECT count(*) FROM audit_entry WHERE action = 'access.refused' AND actor_id = ? AND reason LIKE ?",
                        who.id(),
                        door + ":%");
    }

    private String as(Member other, String payload) {
        String team = other.name().equals("stefan") ? "T0PARTNER02" : "T0EXAMPLE01";
        return payload.replace(stage.slack().alice().id(), other.id())
                .replaceFirst("(\"username\":[^}]*\"team_id\":\")T0EXAMPLE01", "$1" + team);
    }

    private void pressOlder(Member alice) {
        for (int i = 0; i < 12; i++) {
            stage.filled(stage.anyOrder(), "nobody").submit();
        }
        alice.in(Stage.CHANNEL).types("/cert-audit");
        alice.presses(alice.in(Stage.CHANNEL).lastEphemeral(), "audit_older");
    }

    private static ObjectNode changed(Member who, String trait) {
        ObjectNode event = JSON.createObjectNode().put("type", "user_change");
        event.putObject("user")
                .put("id", who.id())
                .put("team_id", "T0EXAMPLE01")
                .put("name", who.name())
                .put("real_name", "Chen Wei")
                .put("locale", "en-GB")
                .put(trait, true);
        return event;
    }
}
