package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modals upon modals. */
class ViewStackTest {

    private final LocalSlack slack = LocalSlack.start(SlackSettings.example());
    private final ScriptedApp app = new ScriptedApp(slack);
    private final Member alice = slack.alice();
    private String root = "";

    @BeforeEach
    void open_a_list() {
        alice.in("#certificates").types("/cert-orders");
        app.opens(app.last("command"), SampleList.modal("Orders", SampleList.blocks("Three orders")));
        root = alice.modal().id();
        alice.modal().choose("filters", "status", "revoked");
    }

    @AfterEach
    void stop() {
        app.close();
        slack.close();
    }

    @Test
    void closing_the_top_shows_the_one_below_as_it_was() {
        push("Details");
        assertThat(alice.modal().title()).isEqualTo("Details");
        assertThat(alice.modal().stackDepth()).isEqualTo(2);
        alice.modal().close();
        assertThat(alice.modal().id()).isEqualTo(root);
        assertThat(alice.modal().stackDepth()).isOne();
        assertThat(alice.modal().holds("filters", "status")).isEqualTo("revoked");
    }

    @Test
    void each_view_knows_the_one_below_and_the_lowest() {
        push("Second");
        String second = alice.modal().id();
        push("Third");
        alice.modal().fill("to", "ops@example.com").submit();
        JsonNode view = app.last("view_submission").path("view");
        assertThat(Json.text(view, "previous_view_id")).isEqualTo(second);
        assertThat(Json.text(view, "root_view_id")).isEqualTo(root);
        assertThat(Json.text(alice.modal().json(), "root_view_id")).isEqualTo(root);
    }

    @Test
    void a_fourth_view_is_refused() {
        push("Second");
        push("Third");
        alice.modal().presses("go");
        JsonNode refused = app.pushes(app.last("block_actions"), detail("Fourth"));
        assertThat(Json.text(refused, "error")).isEqualTo("push_limit_reached");
        assertThat(alice.modal().stackDepth()).isEqualTo(3);
    }

    @Test
    void an_empty_answer_to_a_submission_takes_only_the_top_away() {
        push("Details");
        submit();
        assertThat(alice.modal().id()).isEqualTo(root);
    }

    @Test
    void a_view_below_can_be_updated_before_it_shows_again() {
        push("Details");
        ObjectNode changed = SampleList.modal("Orders again", SampleList.blocks("Two orders"));
        assertThat(app.updates(root, "", changed).path("ok").asBoolean()).isTrue();
        assertThat(alice.modal().title()).isEqualTo("Details");
        submit();
        assertThat(alice.modal().title()).isEqualTo("Orders again");
        assertThat(alice.modal().holds("filters", "status")).isEqualTo("revoked");
    }

    @Test
    void an_answer_may_clear_push_or_update() {
        push("Details");
        answers("push", detail("On top"));
        submit();
        assertThat(alice.modal().title()).isEqualTo("On top");
        assertThat(alice.modal().stackDepth()).isEqualTo(3);
        answers("update", detail("Changed"));
        submit();
        assertThat(alice.modal().title()).isEqualTo("Changed");
        assertThat(alice.modal().holds("to")).isEqualTo("ops@example.com");
        app.on("view_submission", any -> "{\"response_action\":\"clear\"}");
        submit();
        assertThat(alice.hasModal()).isFalse();
    }

    @Test
    void a_pushed_view_can_be_updated_and_keeps_what_was_typed() {
        push("Details");
        alice.modal().fill("to", "ops@example.com");
        String hash = Json.text(alice.modal().json(), "hash");
        JsonNode updated = app.updates(alice.modal().id(), hash, detail("Filled in"));
        assertThat(updated.path("ok").asBoolean()).isTrue();
        assertThat(Json.text(updated.path("view"), "hash")).isNotEqualTo(hash);
        assertThat(alice.modal().title()).isEqualTo("Filled in");
        assertThat(alice.modal().holds("to")).isEqualTo("ops@example.com");
        assertThat(alice.modal().stackDepth()).isEqualTo(2);
        assertThat(Json.text(app.updates(alice.modal().id(), hash, detail("Late")), "error"))
                .isEqualTo("hash_conflict");
    }

    @Test
    void an_answer_that_updates_the_view_leaves_its_id_and_what_was_typed_and_gives_it_a_new_hash() {
        push("Details");
        String id = alice.modal().id();
        String hash = Json.text(alice.modal().json(), "hash");
        answers("update", detail("Checked"));
        submit();
        assertThat(alice.modal().id()).isEqualTo(id);
        assertThat(alice.modal().holds("to")).isEqualTo("ops@example.com");
        assertThat(Json.text(app.updates(id, hash, detail("Late")), "error")).isEqualTo("hash_conflict");
        app.on("view_submission", any -> "");
        submit();
        assertThat(Json.text(app.last("view_submission").path("view"), "hash")).isNotEqualTo(hash);
        assertThat(alice.modal().id()).isEqualTo(root);
    }

    @Test
    void only_a_trigger_of_a_modal_pushes() {
        alice.in("#certificates").types("/cert-orders");
        JsonNode refused = app.pushes(app.last("command"), detail("Lost"));
        assertThat(Json.text(refused, "error")).isEqualTo("not_found");
    }

    private void push(String title) {
        alice.modal().presses(alice.modal().offers("details") ? "details" : "go");
        assertThat(app.pushes(app.last("block_actions"), detail(title))
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    private void submit() {
        alice.modal().fill("to", "ops@example.com").submit();
    }

    private void answers(String action, ObjectNode view) {
        ObjectNode answer = Json.object().put("response_action", action).set("view", view);
        app.on("view_submission", any -> answer.toString());
    }

    static ObjectNode detail(String title) {
        var blocks = Json.array();
        blocks.add(SampleList.input("to", "Recipients", Json.object().put("type", "plain_text_input")));
        blocks.addObject().put("type", "actions").putArray("elements").add(SampleList.button("go", "Go on"));
        return SampleList.modal(title, blocks).set("submit", SampleForm.plain("Send"));
    }
}
