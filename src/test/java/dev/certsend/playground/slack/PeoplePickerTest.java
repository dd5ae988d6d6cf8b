package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A form in which people are chosen, and the elements beside it that tell the app at once. */
class PeoplePickerTest {

    private final LocalSlack slack = LocalSlack.start(SlackSettings.example());
    private final ScriptedApp app = new ScriptedApp(slack);
    private final Member alice = slack.alice();

    @BeforeEach
    void open_the_form() {
        alice.in("#certificates").types("/cert-orders");
        JsonNode opened = app.opens(app.last("command"), SamplePeople.modal("Share", 3));
        assertThat(opened.path("ok").asBoolean()).as(opened.toString()).isTrue();
    }

    @AfterEach
    void stop() {
        app.close();
        slack.close();
    }

    @Test
    void a_choice_is_told_at_once_with_all_who_are_chosen_now() {
        assertThat(alice.modal().holds("who")).isEqualTo(slack.bruno().id());
        assertThat(alice.modal().choosesPeople("who", "bruno", "gina", "robbie").isAck())
                .isTrue();
        JsonNode action = app.last("block_actions").path("actions").path(0);
        assertThat(Json.text(action, "type")).isEqualTo("multi_users_select");
        assertThat(Json.text(action, "action_id")).isEqualTo("who");
        assertThat(action.path("selected_users"))
                .extracting(JsonNode::asText)
                .containsExactly("U0BRUNO0002", "U0GINA00004", "U0ROBBIE006");
        alice.modal().choosesPeople("who");
        JsonNode payload = app.last("block_actions");
        assertThat(payload.path("actions").path(0).path("selected_users")).isEmpty();
        JsonNode state =
                payload.path("view").path("state").path("values").path("who").path("who");
        assertThat(Json.text(state, "type")).isEqualTo("multi_users_select");
        assertThat(state.path("selected_users").isArray()).isTrue();
    }

    @Test
    void one_person_is_a_single_id() {
        alice.modal().choosesPeople("owner", "chen");
        alice.modal().submit();
        JsonNode values = app.last("view_submission").path("view").path("state").path("values");
        assertThat(Json.text(values.path("owner").path("owner"), "selected_user"))
                .isEqualTo(slack.chen().id());
        assertThatThrownBy(() -> alice.modal().choosesPeople("owner", "chen", "bruno"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void nobody_is_offered_who_has_left_nor_more_than_fit() {
        assertThat(slack.chen().leaves().isAck()).isTrue();
        assertThatThrownBy(() -> alice.modal().choosesPeople("who", "chen")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> alice.modal().choosesPeople("who", "alice", "bruno", "gina", "noor"))
                .isInstanceOf(AssertionError.class);
        slack.chen().comesBack();
        alice.modal().choosesPeople("who", "chen", "stefan");
        assertThat(alice.modal().holds("who")).isEqualTo("U0CHEN00003,U0STEFAN007");
    }

    @Test
    void an_event_tells_the_address_only_with_the_scope() {
        app.on("command", any -> "");
        slack.chen().changesAddress("c.wei@example.com");
        assertThat(lastEvent().path("user").path("profile").has("email")).isFalse();
        slack.grants("users:read.email");
        slack.chen().changesAddress("chen.wei@example.com");
        assertThat(Json.text(lastEvent().path("user").path("profile"), "email")).isEqualTo("chen.wei@example.com");
        slack.chen().leaves();
        assertThat(lastEvent().path("user").path("deleted").asBoolean()).isTrue();
    }

    @Test
    void who_was_chosen_stays_through_an_update() {
        alice.modal().choosesPeople("who", "gina");
        app.updates(alice.modal().id(), "", SamplePeople.modal("Changed", 5));
        assertThat(alice.modal().holds("who")).isEqualTo(slack.gina().id());
    }

    @Test
    void the_client_itself_lets_nobody_submit_more_than_fit() {
        alice.modal().forgePeople("who", "U1", "U2", "U3", "U4");
        assertThat(alice.modal().submit().status()).isZero();
        assertThat(alice.modal().error("who")).contains("at most 3");
        assertThat(alice.modal().submitUnchecked().isAck()).isTrue();
        assertThat(app.last("view_submission").toString()).contains("\"U4\"");
    }

    @Test
    void radio_buttons_that_dispatch_and_a_button_among_actions_are_told_at_once() {
        alice.modal().choose("mode", "link");
        JsonNode chosen = app.last("block_actions").path("actions").path(0);
        assertThat(Json.text(chosen, "type")).isEqualTo("radio_buttons");
        assertThat(Json.text(chosen.path("selected_option"), "value")).isEqualTo("link");
        alice.modal().presses("preview");
        JsonNode pressed = app.last("block_actions");
        assertThat(Json.text(pressed.path("actions").path(0), "type")).isEqualTo("button");
        assertThat(Json.text(pressed.path("actions").path(0), "value")).isEqualTo("now");
        ObjectNode shown = SampleList.modal("Preview", Json.array());
        assertThat(app.pushes(pressed, shown).path("ok").asBoolean()).isTrue();
        alice.modal().close();
        assertThat(alice.modal().holds("mode")).isEqualTo("link");
    }

    private JsonNode lastEvent() {
        String body = slack.requests().get(slack.requests().size() - 1).body();
        return Json.parse(body).path("event");
    }
}
