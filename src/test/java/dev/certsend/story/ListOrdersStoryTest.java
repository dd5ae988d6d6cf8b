package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /cert-orders}: pages, controls and the buttons of each row, used well, too late, twice and by strangers. */
@ExtendWith(Story.class)
class ListOrdersStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final Member alice;
    private final InMirror mirror;
    private final Unseen unseen;

    ListOrdersStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.mirror = new InMirror(stage);
        this.unseen = new Unseen(stage.slack());
    }

    @AfterEach
    void slack_took_everything() {
        mirror.close();
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
    }

    @Test
    void every_order_is_on_one_page_and_the_way_back_is_the_way_there() {
        list(alice, "");
        List<List<String>> pages = new ArrayList<>(List.of(now(alice).rows("quick_view")));
        while (now(alice).offers("orders_next")) {
            turn("orders_next");
            pages.add(now(alice).rows("quick_view"));
        }
        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(pages.stream().flatMap(List::stream).toList())
                .doesNotHaveDuplicates()
                .hasSize((int) stage.records().number("SELECT count(*) FROM cert_order WHERE gone_at IS NULL"));
        for (int page = pages.size() - 2; page >= 0; page--) {
            turn("orders_previous");
            assertThat(now(alice).rows("quick_view")).isEqualTo(pages.get(page));
        }
        assertThat(now(alice).offers("orders_previous")).isFalse();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void the_controls_filter_and_sort_in_place_and_all_orders_undoes_them() {
        list(alice, "brightwater");
        int before = now(alice).edits();
        alice.chooses(now(alice), "list_status", "revoked");
        await().until(() -> now(alice).edits() == before + 1);
        assertThat(now(alice).reads()).contains("leaked.brightwater.example", "brightwater status:revoked");
        alice.chooses(now(alice), "list_sort", "name");
        await().until(() -> now(alice).edits() == before + 2);
        alice.presses(now(alice), "list_all_orders");
        await().until(() -> now(alice).edits() == before + 3);
        assertThat(now(alice).rows("quick_view")).hasSize(10);
        assertThat(now(alice).rows("list_status")).containsExactly("list sort:name");
    }

    @Test
    void more_filters_bring_the_list_up_to_date() {
        list(alice, "");
        int before = now(alice).edits();
        alice.presses(now(alice), "list_more_filters");
        await().until(() -> alice.hasModal() && alice.modal().callbackId().equals("list_filters"));
        assertThat(alice.modal().fill("org", "no such organization").submit().isAck())
                .isTrue();
        await().until(() -> now(alice).edits() == before + 1);
        assertThat(now(alice).reads()).contains("No order matches").contains("no such organization");
    }

    @Test
    void more_filters_of_a_list_that_takes_no_answer_any_more_are_told() throws Exception {
        list(alice, "");
        alice.presses(now(alice), "list_more_filters");
        await().until(() -> alice.hasModal() && alice.modal().callbackId().equals("list_filters"));
        Modal advanced = alice.modal().fill("org", "brightwater");
        advanced.submit();
        String submitted = new Forger(stage.world()).last("view_submission");
        Forger forger = new Forger(stage.world());
        // Slack takes five answers from one press; the first one is on its way.
        for (int use = 2; use <= 5; use++) {
            assertThat(forger.postsPayload(submitted).body()).isEmpty();
            int used = use;
            await().until(() -> now(alice).edits() >= used);
        }
        assertThat(forger.postsPayload(submitted).isAck()).isTrue();
        await().until(() -> alice.directMessages().stream()
                .anyMatch(message -> message.reads().contains("org:brightwater")));
    }

    @Test
    void a_row_opens_the_quick_view_and_that_the_form_with_the_order_chosen() {
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        list(alice, "pay.brightwater.example");
        alice.presses(now(alice), "row " + order.id(), "quick_view");
        await().until(() -> alice.hasModal() && alice.modal().callbackId().equals("quick_view"));
        alice.modal().presses("send_order");
        await().until(() -> alice.modal().callbackId().equals("send_certificate"));
        assertThat(alice.modal().holds("order")).isEqualTo(Long.toString(order.id()));
        assertThat(alice.modal().stackDepth()).isEqualTo(1);
        alice.modal().dismiss();
        alice.presses(now(alice), "row " + order.id(), "send_order");
        await().until(alice::hasModal);
        Modal form = alice.modal().fill("recipients", "row@list.example");
        stage.send(form);
        stage.confirmation(Stage.CHANNEL, "row@list.example", "1 of 1 accepted");
    }

    @Test
    void an_order_that_is_gone_since_is_said_to_be_gone() {
        long gone = mirror.issued("gone.list.example", List.of("gone.list.example"), null, 40);
        list(alice, "gone.list.example");
        Message list = now(alice);
        stage.records().change("UPDATE cert_order SET gone_at = now(), sendable = false WHERE order_id = ?", gone);
        for (String button : List.of("quick_view", "send_order")) {
            int told = alice.in(Stage.CHANNEL).ephemerals().size();
            alice.presses(list, "row " + gone, button);
            await("answer to " + button)
                    .until(() -> alice.in(Stage.CHANNEL).ephemerals().size() == told + 1);
            assertThat(now(alice).reads()).contains("There is no order " + gone);
            assertThat(alice.hasModal()).isFalse();
        }
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void an_order_revoked_since_opens_with_a_warning_and_is_not_sent() {
        long order = mirror.issued("late.list.example", List.of("late.list.example"), null, 40);
        list(alice, "late.list.example");
        Message list = now(alice);
        stage.records().change("UPDATE cert_order SET status = 'revoked', sendable = false WHERE order_id = ?", order);
        alice.presses(list, "row " + order, "send_order");
        await().until(alice::hasModal);
        assertThat(alice.modal().reads()).contains("was revoked");
        Modal form = alice.modal().fill("recipients", "late@list.example");
        assertThat(form.submit().isAck()).isTrue();
        assertThat(form.error("order")).contains("revoked");
        form.dismiss();
        alice.presses(list, "row " + order, "quick_view");
        await().until(alice::hasModal);
        assertThat(alice.modal().offers("send_order")).isFalse();
    }

    @Test
    void a_quick_view_closed_before_its_send_button_arrives_leaves_no_error_behind() {
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        list(alice, "pay.brightwater.example");
        alice.presses(now(alice), "row " + order.id(), "quick_view");
        await().until(alice::hasModal);
        Modal view = alice.modal();
        view.dismiss();
        assertThat(view.presses("send_order").isAck()).isTrue();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void a_trigger_that_is_too_old_is_told_without_alarm() {
        LocalOrder order = stage.world().certCentral().order("pay.brightwater.example");
        list(alice, "pay.brightwater.example");
        Message list = now(alice);
        stage.slack().faults().answer("views.open", "expired_trigger_id");
        try {
            int told = alice.in(Stage.CHANNEL).ephemerals().size();
            assertThat(alice.presses(list, "row " + order.id(), "send_order").isAck())
                    .isTrue();
            await().until(() -> alice.in(Stage.CHANNEL).ephemerals().size() == told + 1);
            assertThat(now(alice).reads()).contains("too long for Slack");
        } finally {
            stage.slack().faults().up();
        }
        assertThat(unseen.logged("ERROR")).isEmpty();
        assertThat(unseen.refused()).allMatch(answer -> answer.contains("expired_trigger_id"));
        unseen.forgive();
    }

    @Test
    void a_page_turned_twice_at_once_is_turned_once() {
        list(alice, "");
        int before = now(alice).edits();
        Message first = now(alice);
        alice.pressesStale(first, "orders_next");
        alice.pressesStale(first, "orders_next");
        await().until(() -> now(alice).edits() == before + 2);
        List<String> twice = now(alice).rows("quick_view");
        list(alice, "");
        turn("orders_next");
        assertThat(twice).isEqualTo(now(alice).rows("quick_view"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "-1",
                "0",
                "99999999999999999999",
                "1 OR 1=1",
                "{}",
                "null",
                "{\"query\":\"colour:red\"}",
                "{\"query\":{},\"position\":[]}",
                "{\"query\":\"\",\"position\":{\"orderId\":-5,\"sendable\":true,\"forward\":true}}"
            })
    void a_forged_value_of_any_button_opens_nothing_and_is_answered(String forged) throws Exception {
        for (String button : List.of("quick_view", "send_order", "orders_next")) {
            list(alice, "");
            Message list = now(alice);
            ObjectNode pressed = pressed(list, button);
            ((ObjectNode) pressed.path("actions").path(0)).put("value", forged);
            if (alice.hasModal()) {
                alice.modal().dismiss();
            }
            int views = stage.slack().calls("views.open").size();
            int told = alice.in(Stage.CHANNEL).ephemerals().size();
            int edits = again(list).edits();
            Answer answer = new Forger(stage.world()).postsPayload(pressed.toString());
            assertThat(answer.isAck()).isTrue();
            await("answer to " + button + " " + forged)
                    .until(() -> alice.in(Stage.CHANNEL).ephemerals().size() > told
                            || again(list).edits() > edits);
            assertThat(alice.hasModal()).isFalse();
            assertThat(stage.slack().calls("views.open")).hasSize(views);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list colour:red", "list ' OR 1=1 --", "other", "list " + "x"})
    void a_forged_bar_lists_orders_or_says_what_went_wrong(String forged) throws Exception {
        list(alice, "");
        Message list = now(alice);
        alice.chooses(list, "list_status", "issued");
        await().until(() -> again(list).edits() == list.edits() + 1);
        ObjectNode used = (ObjectNode) JSON.readTree(new Forger(stage.world()).last("block_actions"));
        ((ObjectNode) used.path("actions").path(0)).put("block_id", forged);
        int told = alice.in(Stage.CHANNEL).ephemerals().size();
        int edits = again(list).edits();
        assertThat(new Forger(stage.world()).postsPayload(used.toString()).isAck())
                .isTrue();
        await().until(() -> alice.in(Stage.CHANNEL).ephemerals().size() > told
                || again(list).edits() > edits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gina", "una", "stefan"})
    void whoever_is_no_member_is_refused_at_every_button_and_view(String name) throws Exception {
        Member outsider = stage.slack().member(name);
        outsider.in(Stage.CHANNEL).forces("/cert-orders");
        await().until(() -> refusals(outsider) > 0);
        assertThat(outsider.in(Stage.CHANNEL).lastEphemeral().offers("quick_view"))
                .isFalse();
        for (String button : List.of("quick_view", "send_order", "orders_next", "list_more_filters", "list_status")) {
            list(alice, "");
            Message list = now(alice);
            ObjectNode pressed = pressed(list, button);
            if (alice.hasModal()) {
                alice.modal().dismiss();
            }
            long before = refusals(outsider);
            int edits = again(list).edits();
            assertThat(new Forger(stage.world())
                            .postsPayload(as(outsider, pressed))
                            .isAck())
                    .isTrue();
            await().until(() -> refusals(outsider) == before + 1);
            assertThat(outsider.hasModal()).isFalse();
            assertThat(again(list).edits()).isEqualTo(edits);
        }
        list(alice, "");
        alice.presses(now(alice), "list_more_filters");
        await().until(() -> alice.hasModal() && alice.modal().callbackId().equals("list_filters"));
        alice.modal().submit();
        ObjectNode submitted = (ObjectNode) JSON.readTree(new Forger(stage.world()).last("view_submission"));
        long before = refusals(outsider);
        Answer answer = new Forger(stage.world()).postsPayload(as(outsider, submitted));
        assertThat(answer.json().path("response_action").asText()).isEqualTo("errors");
        assertThat(refusals(outsider)).isEqualTo(before + 1);
    }

    @Test
    void hostile_orders_and_french_words_fit_a_list_and_every_view_of_it() {
        Member bruno = stage.slack().bruno();
        String longest = "a".repeat(60) + ("." + "b".repeat(60)).repeat(3) + ".example";
        for (int i = 0; i < 12; i++) {
            mirror.issued(longest, List.of(longest), "Unfit " + "<!channel>&*`_".repeat(30), 5);
        }
        bruno.in("#general").types("/cert-orders org:unfit expires:<45d");
        Message list = bruno.lastEphemeral("#general");
        assertThat(list.rows("quick_view")).hasSize(10);
        assertThat(list.reads() + list.text()).doesNotContain("<!channel>");
        bruno.presses(list, "orders_next");
        await().until(() -> bruno.lastEphemeral("#general").edits() == 1);
        bruno.presses(list, bruno.lastEphemeral("#general").rows("quick_view").get(0), "quick_view");
        await().until(bruno::hasModal);
        assertThat(bruno.modal().title()).isEqualTo("Commande");
        assertThat(bruno.modal().reads()).doesNotContain("<!channel>");
    }

    private void list(Member who, String typed) {
        if (who.hasModal()) {
            who.modal().dismiss();
        }
        assertThat(who.in(Stage.CHANNEL)
                        .types(("/cert-orders " + typed).strip())
                        .isAck())
                .isTrue();
    }

    private Message now(Member who) {
        return who.lastEphemeral(Stage.CHANNEL);
    }

    private Message again(Message list) {
        return alice.in(Stage.CHANNEL).ephemerals().stream()
                .filter(message -> message.ts().equals(list.ts()))
                .findFirst()
                .orElseThrow();
    }

    private void turn(String button) {
        int before = now(alice).edits();
        alice.presses(now(alice), button);
        await().until(() -> now(alice).edits() == before + 1);
    }

    /** What Slack sends when a button is pressed, which also happens. */
    private ObjectNode pressed(Message list, String action) throws Exception {
        if (action.equals("list_status")) {
            alice.chooses(list, action, "any");
        } else {
            alice.presses(list, action);
        }
        if (action.startsWith("list_status") || action.startsWith("orders_")) {
            await().until(() -> again(list).edits() == list.edits() + 1);
        } else {
            await().until(alice::hasModal);
        }
        return (ObjectNode) JSON.readTree(new Forger(stage.world()).last("block_actions"));
    }

    private static String as(Member outsider, ObjectNode payload) {
        String team = outsider.name().equals("stefan") ? "T0PARTNER02" : "T0EXAMPLE01";
        ((ObjectNode) payload.path("user")).put("id", outsider.id()).put("team_id", team);
        return payload.toString();
    }

    private long refusals(Member who) {
        return stage.records()
                .number("SELECT count(*) FROM audit_entry WHERE action = 'access.refused' AND actor_id = ?", who.id());
    }
}
