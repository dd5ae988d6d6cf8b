package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.mail.MailFaults;
import dev.certsend.playground.slack.Faults;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The confirmation finds its way to the channel, or to the person, whatever Slack does. */
@ExtendWith(Story.class)
class ConfirmationStoryTest {
    private final Stage stage;
    private final Faults slackFaults;
    private final MailFaults mailFaults;

    ConfirmationStoryTest(Stage stage) {
        this.stage = stage;
        this.slackFaults = stage.slack().faults();
        this.mailFaults = stage.world().mail().faults();
    }

    @AfterEach
    void heal() {
        slackFaults.up();
        mailFaults.none();
    }

    @Test
    void where_the_bot_is_no_member_the_commands_own_address_is_used_with_a_hint_to_invite_it() {
        sendIn("#ops", "ops@route.example");
        Message told = stage.confirmation("#ops", "ops@route.example", "1 of 1 accepted");
        assertThat(stage.told("#ops", "ops@route.example").map(Message::reads))
                .anyMatch(words -> words.contains("/invite"));
        assertThat(told.isEphemeral()).isFalse();
        assertThat(routeOf("ops@route.example")).isEqualTo("response_url");
        assertThat(stage.slack().alice().directMessages())
                .noneMatch(m -> m.reads().contains("ops@route.example"));
    }

    @Test
    void in_a_private_channel_or_a_conversation_of_two_it_works_the_same() {
        sendIn("#secret", "secret@route.example");
        stage.confirmation("#secret", "secret@route.example", "1 of 1 accepted");
        sendIn("alice-bruno", "two@route.example");
        stage.confirmation("alice-bruno", "two@route.example", "1 of 1 accepted");
    }

    @Test
    void in_the_direct_message_with_the_app_it_is_posted_there() {
        Member alice = stage.slack().alice();
        if (alice.hasModal()) {
            alice.modal().dismiss();
        }
        assertThat(alice.withApp().types("/cert-send").isAck()).isTrue();
        var form = alice.modal();
        var order = stage.freshOrder();
        form.search("order", Long.toString(order.id()));
        stage.send(form.pick("order", Long.toString(order.id())).fill("recipients", "dm@route.example"));
        await().until(() -> directly("dm@route.example", "1 of 1 accepted"));
    }

    @Test
    void once_the_commands_address_has_run_out_the_person_is_told_directly() {
        mailFaults.refuseRecipient("late@route.example", 450, "4.2.0 Later");
        sendIn("#ops", "late@route.example");
        stage.actions("late@route.example", "mail.deferred");
        await().until(() -> stage.told("#ops", "late@route.example").findAny().isPresent());
        spoilResponseUrl("late@route.example");
        mailFaults.none();
        stage.records().hasten("late@route.example");
        await().until(() -> directly("late@route.example", "1 of 1 accepted"));
        assertThat(direct("late@route.example").get(0).reads()).contains("/invite");
        assertThat(routeOf("late@route.example")).isEqualTo("direct");
    }

    @Test
    void a_direct_message_is_edited_in_place_too() {
        mailFaults.refuseRecipient("edit@route.example", 450, "4.2.0 Later");
        slackFaults.answer("chat.postMessage", "internal_error");
        sendIn("#ops", "edit@route.example");
        spoilResponseUrl("edit@route.example");
        stage.actions("edit@route.example", "mail.deferred");
        slackFaults.up();
        stage.records().hastenConfirmations();
        await().until(() -> directly("edit@route.example", "0 of 1 accepted"));
        mailFaults.none();
        stage.records().hasten("edit@route.example");
        await().until(() -> directly("edit@route.example", "1 of 1 accepted"));
        assertThat(direct("edit@route.example")).hasSize(1);
    }

    @Test
    void a_channel_that_was_archived_before_the_first_word_sends_it_another_way() {
        slackFaults.answer("chat.postMessage", "is_archived");
        sendIn(Stage.CHANNEL, "archived@route.example");
        stage.confirmation(Stage.CHANNEL, "archived@route.example", "1 of 1 accepted");
        assertThat(routeOf("archived@route.example")).isEqualTo("response_url");
    }

    @Test
    void a_channel_that_the_bot_lost_after_the_first_word_still_leaves_the_person_informed() {
        mailFaults.refuseRecipient("lost@route.example", 450, "4.2.0 Later");
        sendIn(Stage.CHANNEL, "lost@route.example");
        stage.confirmation(Stage.CHANNEL, "lost@route.example", "will be tried again");
        slackFaults.answer("chat.update", "is_archived");
        mailFaults.none();
        stage.records().hasten("lost@route.example");
        await("the final state is told somewhere").until(() -> finallyTold("lost@route.example"));
    }

    @Test
    void a_confirmation_that_somebody_deleted_still_leaves_the_person_informed() {
        mailFaults.refuseRecipient("deleted@route.example", 450, "4.2.0 Later");
        sendIn(Stage.CHANNEL, "deleted@route.example");
        stage.confirmation(Stage.CHANNEL, "deleted@route.example", "will be tried again");
        slackFaults.answer("chat.update", "message_not_found");
        mailFaults.none();
        stage.records().hasten("deleted@route.example");
        await("the final state is told somewhere").until(() -> finallyTold("deleted@route.example"));
    }

    @Test
    void slack_asking_for_patience_gets_it() {
        slackFaults.rateLimited("chat.postMessage", 1);
        sendIn(Stage.CHANNEL, "slow@route.example");
        await().until(() -> stage.slack().calls("chat.postMessage").stream()
                .anyMatch(call -> call.error().equals("ratelimited")
                        && call.argument("text").contains("slow@route.example")));
        slackFaults.up();
        stage.confirmation(Stage.CHANNEL, "slow@route.example", "1 of 1 accepted");
        assertThat(stage.told(Stage.CHANNEL, "slow@route.example")).hasSize(1);
    }

    @Test
    void while_slack_is_down_the_letter_leaves_and_the_channel_learns_of_it_later() {
        var form = stage.filled(stage.freshOrder(), "blind@route.example");
        slackFaults.down();
        stage.send(form);
        stage.actions("blind@route.example", "mail.accepted");
        assertThat(stage.told(Stage.CHANNEL, "blind@route.example")).isEmpty();
        slackFaults.up();
        stage.records().hastenConfirmations();
        stage.confirmation(Stage.CHANNEL, "blind@route.example", "1 of 1 accepted");
        assertThat(stage.told(Stage.CHANNEL, "blind@route.example")).hasSize(1);
    }

    @Test
    void edits_that_fail_for_a_while_end_in_the_final_state() {
        slackFaults.answer("chat.update", "internal_error");
        mailFaults.refuseRecipient("stuck@route.example", 450, "4.2.0 Later");
        sendIn(Stage.CHANNEL, "stuck@route.example");
        stage.actions("stuck@route.example", "mail.deferred");
        mailFaults.none();
        stage.records().hasten("stuck@route.example");
        stage.actions("stuck@route.example", "mail.accepted");
        slackFaults.up();
        stage.records().hastenConfirmations();
        stage.confirmation(Stage.CHANNEL, "stuck@route.example", "1 of 1 accepted");
        assertThat(stage.told(Stage.CHANNEL, "stuck@route.example")).hasSize(1);
    }

    @Test
    void a_post_whose_answer_was_lost_still_ends_in_the_final_state() {
        slackFaults.acceptedButAnswerLost("chat.postMessage");
        sendIn(Stage.CHANNEL, "echo@route.example");
        stage.actions("echo@route.example", "mail.accepted");
        stage.records().hastenConfirmations();
        stage.confirmation(Stage.CHANNEL, "echo@route.example", "1 of 1 accepted");
        assertThat(stage.told(Stage.CHANNEL, "echo@route.example").count()).isLessThanOrEqualTo(2);
    }

    @Test
    void an_edit_whose_answer_was_lost_is_just_made_again() {
        mailFaults.refuseRecipient("redo@route.example", 450, "4.2.0 Later");
        sendIn(Stage.CHANNEL, "redo@route.example");
        stage.confirmation(Stage.CHANNEL, "redo@route.example", "will be tried again");
        slackFaults.acceptedButAnswerLost("chat.update");
        mailFaults.none();
        stage.records().hasten("redo@route.example");
        stage.confirmation(Stage.CHANNEL, "redo@route.example", "1 of 1 accepted");
        await().until(() -> stage.records().number("""
                SELECT count(*) FROM confirmation c JOIN send s USING (send_id) JOIN delivery d USING (send_id)
                WHERE d.recipient = 'redo@route.example' AND c.shown_version = c.version""") == 1);
        assertThat(stage.told(Stage.CHANNEL, "redo@route.example")).hasSize(1);
    }

    @Test
    void a_forged_address_for_answers_is_never_called() {
        Forger forger = new Forger(stage.world());
        stage.filled(stage.slack().alice(), "#ops", stage.freshOrder(), "ssrf@route.example", "attachment")
                .submit();
        String payload = forger.last("view_submission")
                .replaceAll("http://localhost:\\d+/response/", "http://localhost:1/evil/")
                .replaceAll("\"id\":\"V[A-Z0-9]*\"", "\"id\":\"VSSRF\"")
                .replace("ssrf@", "ssrf2@");
        assertThat(forger.postsPayload(payload).status()).isEqualTo(200);
        await().until(() -> directly("ssrf2@route.example", "1 of 1 accepted"));
    }

    private void sendIn(String channel, String address) {
        stage.send(stage.filled(stage.slack().alice(), channel, stage.freshOrder(), address, "attachment"));
    }

    private void spoilResponseUrl(String address) {
        stage.records().change("""
                UPDATE send SET response_url = response_url || '-gone' WHERE send_id =
                    (SELECT send_id FROM delivery WHERE recipient = ?)""", address);
    }

    private String routeOf(String address) {
        return stage.records().texts("""
                SELECT c.route FROM confirmation c JOIN delivery d USING (send_id) WHERE d.recipient = ?""", address).get(0);
    }

    private List<Message> direct(String address) {
        return stage.slack().alice().directMessages().stream()
                .filter(message -> message.reads().contains(address))
                .toList();
    }

    private boolean directly(String address, String words) {
        return direct(address).stream().anyMatch(message -> message.reads().contains(words));
    }

    private boolean finallyTold(String address) {
        return directly(address, "1 of 1 accepted")
                || stage.told(Stage.CHANNEL, address).anyMatch(m -> m.reads().contains("1 of 1 accepted"));
    }
}
