package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a modal holds: told with every press, and kept when the app changes the view. */
class ViewStateTest {

    private final LocalSlack slack = LocalSlack.start(SlackSettings.example());
    private final ScriptedApp app = new ScriptedApp(slack);
    private final Member alice = slack.alice();

    @BeforeEach
    void open_the_search() {
        app.on("block_suggestion", any -> options("10001", "10002"));
        alice.in("#certificates").types("/cert-orders");
        app.opens(app.last("command"), SampleList.search("Search"));
    }

    @AfterEach
    void stop() {
        app.close();
        slack.close();
    }

    @Test
    void a_choice_in_an_actions_block_is_told_at_once_with_all_the_modal_holds() {
        fillAll();
        assertThat(alice.modal().choose("filters", "status", "revoked").isAck()).isTrue();
        JsonNode payload = app.last("block_actions");
        JsonNode action = payload.path("actions").path(0);
        assertThat(Json.text(action, "action_id")).isEqualTo("status");
        assertThat(Json.text(action, "block_id")).isEqualTo("filters");
        assertThat(Json.text(action.path("selected_option"), "value")).isEqualTo("revoked");
        assertThat(payload.has("response_url")).isFalse();
        assertThat(payload.has("message")).isFalse();
        assertThat(Json.text(payload, "trigger_id")).isNotEmpty();
        assertThat(Json.text(payload.path("user"), "team_id")).isEqualTo("T0EXAMPLE01");
        JsonNode values = payload.path("view").path("state").path("values");
        assertThat(Json.text(values.path("to").path("to"), "value")).isEqualTo("ops@example.com");
        assertThat(Json.text(values.path("since").path("since"), "selected_date"))
                .isEqualTo("2026-02-01");
        assertThat(Json.text(values.path("filters").path("until"), "selected_date"))
                .isEqualTo("2027-12-31");
        assertThat(values.path("with").toString()).contains("\"copy\"");
        assertThat(Json.text(values.path("filters").path("status").path("selected_option"), "value"))
                .isEqualTo("revoked");
    }

    @Test
    void a_type_ahead_that_dispatches_is_told_at_once_and_one_that_does_not_is_not() {
        alice.modal().search("order", "1");
        alice.modal().choose("order", "10002");
        JsonNode action = app.last("block_actions").path("actions").path(0);
        assertThat(Json.text(action, "type")).isEqualTo("external_select");
        assertThat(Json.text(action.path("selected_option"), "value")).isEqualTo("10002");
        int before = slack.requests().size();
        alice.modal().pick("kind", "issued").fill("since", "2026-03-01");
        assertThat(slack.requests()).hasSize(before);
    }

    @Test
    void an_update_keeps_all_that_was_entered_where_both_ids_stay() {
        fillAll();
        ObjectNode view = SampleList.search("Changed");
        element(view, "since").put("initial_date", "2020-01-01");
        element(view, "mode").set("initial_option", SampleForm.option("Attachment", "attachment", ""));
        assertThat(update(view).path("ok").asBoolean()).isTrue();
        Modal modal = alice.modal();
        assertThat(modal.title()).isEqualTo("Changed");
        assertThat(modal.holds("order")).isEqualTo("10001");
        assertThat(modal.holds("to")).isEqualTo("ops@example.com");
        assertThat(modal.holds("kind")).isEqualTo("issued");
        assertThat(modal.holds("since")).isEqualTo("2026-02-01");
        assertThat(modal.holds("mode")).isEqualTo("link");
        assertThat(modal.holds("with")).isEqualTo("copy");
        assertThat(modal.holds("filters", "until")).isEqualTo("2027-12-31");
        assertThat(modal.reads()).contains("Issued").contains("10001");
    }

    @Test
    void an_update_drops_what_was_entered_where_one_id_changes() {
        fillAll();
        ObjectNode view = SampleList.search("Changed");
        block(view, "kind").put("block_id", "kind-2");
        block(view, "since").put("block_id", "since-2");
        element(view, "mode").put("action_id", "mode-2");
        element(view, "to").put("action_id", "to-2");
        update(view);
        assertThat(alice.modal().holds("kind-2")).isEmpty();
        assertThat(alice.modal().holds("since-2")).isEqualTo("2026-01-31");
        assertThat(alice.modal().holds("mode")).isEmpty();
        assertThat(alice.modal().holds("to")).isEmpty();
        update(SampleList.search("And back"));
        assertThat(alice.modal().holds("to")).isEmpty();
        assertThat(alice.modal().holds("order")).isEqualTo("10001");
    }

    @Test
    void what_was_cleared_stays_clear_against_a_new_initial_value() {
        alice.modal().fill("to", "x").fill("to", "");
        ObjectNode view = SampleList.search("Changed");
        element(view, "to").put("initial_value", "again@example.com");
        update(view);
        assertThat(alice.modal().holds("to")).isEmpty();
    }

    @Test
    void an_update_by_external_id_answers_with_the_new_hash() {
        String first = hash();
        JsonNode named = app.updates(
                alice.modal().id(), first, SampleList.search("Named").put("external_id", "one"));
        assertThat(Json.text(named.path("view"), "hash")).isNotEqualTo(first).isEqualTo(hash());
        ObjectNode again = Json.object().put("external_id", "one").put("hash", first);
        ObjectNode view = SampleList.search("Again").put("external_id", "one");
        assertThat(Json.text(app.call("views.update", again, view), "error")).isEqualTo("hash_conflict");
        assertThat(app.call("views.update", again.put("hash", hash()), view)
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(alice.modal().title()).isEqualTo("Again");
        ObjectNode nobody = Json.object().put("external_id", "two");
        assertThat(Json.text(app.call("views.update", nobody, view), "error")).isEqualTo("not_found");
    }

    @Test
    void options_are_asked_for_with_the_metadata_but_without_what_was_entered() {
        fillAll();
        alice.modal().search("order", "shop");
        JsonNode payload = app.last("block_suggestion");
        assertThat(Json.text(payload, "value")).isEqualTo("shop");
        assertThat(Json.text(payload.path("view"), "private_metadata")).isEqualTo("kept");
        assertThat(payload.path("view").path("state").path("values")).isEmpty();
    }

    @Test
    void options_are_asked_for_anew_after_an_update() {
        alice.modal().search("order", "1");
        update(SampleList.search("Changed"));
        assertThatThrownBy(() -> alice.modal().choose("order", "10001")).isInstanceOf(AssertionError.class);
        app.on("block_suggestion", any -> options("10003"));
        assertThat(alice.modal().search("order", "1")).extracting(Option::value).containsExactly("10003");
    }

    @Test
    void rows_with_the_same_action_are_told_apart_by_their_block() {
        update(SampleList.modal("Orders", SampleList.blocks("Three orders")));
        Modal modal = alice.modal();
        assertThat(modal.rows("details")).containsExactly("order-10001", "order-10002", "order-10003");
        assertThat(modal.row("shop.example.com", "details")).isEqualTo("order-10002");
        assertThat(modal.reads("order-10002")).contains("expires in 12 days").doesNotContain("www");
        modal.presses("order-10002", "details");
        JsonNode action = app.last("block_actions").path("actions").path(0);
        assertThat(Json.text(action, "value")).isEqualTo("10002");
        assertThat(modal.reads()).contains("Any status").doesNotContain("Expiring soon");
    }

    @Test
    void a_menu_of_an_accessory_and_an_overflow_tell_their_option() {
        update(SampleList.modal("Orders", SampleList.mixed()));
        alice.modal().choose("order-10001", "status", "issued");
        assertThat(chosen()).isEqualTo("issued");
        alice.modal().choose("order-10002", "more", "revoke");
        assertThat(chosen()).isEqualTo("revoke");
        assertThat(app.last("block_actions").path("view").path("state").path("values"))
                .hasSize(1);
        assertThatThrownBy(() -> alice.modal().presses("order-10002", "more")).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_date_is_a_date() {
        assertThatThrownBy(() -> alice.modal().fill("since", "31.12.2026")).isInstanceOf(DateTimeException.class);
        assertThat(alice.modal().holds("since")).isEqualTo("2026-01-31");
    }

    private void fillAll() {
        alice.modal().search("order", "1");
        alice.modal().pick("order", "10001").fill("to", "ops@example.com").pick("kind", "issued");
        alice.modal().fill("since", "2026-02-01").pick("mode", "link").pick("with", "copy");
        alice.modal().fill("filters", "until", "2027-12-31");
    }

    private String chosen() {
        JsonNode action = app.last("block_actions").path("actions").path(0);
        return Json.text(action.path("selected_option"), "value");
    }

    private JsonNode update(ObjectNode view) {
        return app.updates(alice.modal().id(), hash(), view);
    }

    private String hash() {
        return Json.text(alice.modal().json(), "hash");
    }

    private static ObjectNode block(ObjectNode view, String id) {
        for (JsonNode block : view.path("blocks")) {
            if (Json.text(block, "block_id").equals(id)) {
                return (ObjectNode) block;
            }
        }
        throw new AssertionError(id);
    }

    private static ObjectNode element(ObjectNode view, String id) {
        return (ObjectNode) block(view, id).path("element");
    }

    static String options(String... values) {
        ObjectNode answer = Json.object();
        ArrayNode options = answer.putArray("options");
        for (String value : values) {
            options.add(SampleForm.option("Order " + value, value, ""));
        }
        return answer.toString();
    }
}
