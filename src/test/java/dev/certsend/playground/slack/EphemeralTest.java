package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that only one person sees, with menus and rows of buttons. */
class EphemeralTest {

    private final LocalSlack slack = LocalSlack.start(SlackSettings.example());
    private final ScriptedApp app = new ScriptedApp(slack);
    private final Member alice = slack.alice();

    @BeforeEach
    void ask_for_the_list() {
        app.on("command", any -> SampleList.message("Three orders").toString());
        alice.in("#certificates").types("/cert-orders");
    }

    @AfterEach
    void stop() {
        app.close();
        slack.close();
    }

    @Test
    void a_press_says_where_it_was_and_what_the_menus_hold_but_not_the_message() {
        alice.chooses(list(), "status", "expiring");
        alice.chooses(list(), "filters", "until", "2027-01-31");
        alice.presses(list(), list().row("shop.example.com", "details"), "details");
        JsonNode payload = app.last("block_actions");
        JsonNode container = payload.path("container");
        assertThat(Json.text(container, "type")).isEqualTo("message");
        assertThat(Json.text(container, "message_ts")).isEqualTo(list().ts());
        assertThat(Json.text(container, "channel_id")).isEqualTo("C0CERTIFIC1");
        assertThat(container.path("is_ephemeral").asBoolean()).isTrue();
        assertThat(payload.has("message")).isFalse();
        assertThat(Json.text(payload, "response_url")).contains("/response/");
        assertThat(Json.text(payload.path("actions").path(0), "value")).isEqualTo("10002");
        JsonNode held = payload.path("state").path("values").path("filters");
        assertThat(Json.text(held.path("status").path("selected_option"), "value"))
                .isEqualTo("expiring");
        assertThat(Json.text(held.path("until"), "selected_date")).isEqualTo("2027-01-31");
        assertThat(slack.complaints()).isEmpty();
    }

    @Test
    void it_is_replaced_in_its_place_and_its_menus_keep_their_choice() {
        String ts = list().ts();
        alice.chooses(list(), "status", "revoked");
        ObjectNode next = SampleList.message("One order").put("replace_original", true);
        assertThat(app.responds(app.last("block_actions"), next)).isEqualTo(200);
        assertThat(alice.sees("#certificates")).singleElement().matches(m -> m.ts().equals(ts));
        assertThat(list().reads()).contains("One order").doesNotContain("Three orders");
        alice.presses(list(), "older");
        JsonNode held = app.last("block_actions").path("state").path("values").path("filters");
        assertThat(Json.text(held.path("status").path("selected_option"), "value"))
                .isEqualTo("revoked");
    }

    @Test
    void a_menu_under_another_id_starts_anew() {
        alice.chooses(list(), "status", "revoked");
        ObjectNode next = SampleList.message("One order").put("replace_original", true);
        ((ObjectNode) next.path("blocks").path(1)).put("block_id", "filters-2");
        app.responds(app.last("block_actions"), next);
        alice.presses(list(), "older");
        JsonNode held = app.last("block_actions").path("state").path("values").path("filters-2");
        assertThat(held.path("status").path("selected_option").isNull()).isTrue();
    }

    @Test
    void it_is_deleted_where_the_app_asks_for_it_and_for_nothing_else() {
        alice.presses(list(), "older");
        JsonNode pressed = app.last("block_actions");
        ObjectNode delete = Json.object().put("delete_original", true);
        assertThat(app.responds(pressed, delete.deepCopy().put("text", "x"))).isEqualTo(400);
        assertThat(alice.sees("#certificates")).hasSize(1);
        assertThat(app.responds(pressed, delete)).isEqualTo(200);
        assertThat(alice.sees("#certificates")).isEmpty();
    }

    @Test
    void a_press_may_open_a_modal() {
        alice.presses(list(), list().rows("details").get(2), "details");
        assertThat(app.opens(app.last("block_actions"), ViewStackTest.detail("Order 10003"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(alice.modal().title()).isEqualTo("Order 10003");
    }

    @Test
    void what_one_person_chooses_in_a_common_message_is_not_what_another_holds() {
        ObjectNode post = SampleList.message("For all").put("response_type", "in_channel");
        app.on("command", any -> post.toString());
        alice.in("#certificates").types("/cert-orders");
        Message common = slack.channel("#certificates").lastMessage();
        alice.chooses(common, "status", "issued");
        slack.bruno().presses(common, "older");
        JsonNode held = app.last("block_actions").path("state").path("values").path("filters");
        assertThat(held.path("status").path("selected_option").isNull()).isTrue();
        assertThat(app.last("block_actions").has("message")).isTrue();
    }

    private Message list() {
        return alice.lastEphemeral("#certificates");
    }
}
