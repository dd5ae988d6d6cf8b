package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.MailFaults;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links whose letter waits, and those whose order is revoked. */
@ExtendWith(Story.class)
class WaitingLinkStoryTest {
    private final Stage stage;
    private final SentLinkStage links;
    private final Member alice;
    private final MailFaults mailFaults;

    WaitingLinkStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.alice = stage.slack().alice();
        this.mailFaults = stage.world().mail().faults();
    }

    @AfterEach
    void heal() {
        mailFaults.none();
        assertThat(stage.slack().complaints()).isEmpty();
        if (alice.hasModal()) {
            alice.modal().dismiss();
        }
    }

    @Test
    void a_revoked_order_takes_its_links_along_while_the_page_is_open() {
        LocalOrder order = links.sends("order@revoke.example");
        assertThat(links.opens("order@revoke.example")).isEqualTo(200);
        stage.world().certCentral().revoke(order.id());
        stage.records().change("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES ('refresh', ?, now(), false, 1)""", Long.toString(order.id()));
        Message told = links.confirmation("order@revoke.example", "link revoked");
        assertThat(told.offers("links_revoke_all")).isFalse();
        assertThat(links.opens("order@revoke.example")).isEqualTo(404);
        assertThat(stage.records().reasons("order@revoke.example", "link.revoked"))
                .containsExactly("the order was revoked");
        assertThat(
                        stage.records()
                                .number(
                                        "SELECT count(*) FROM audit_entry WHERE action = 'link.revoked' AND recipient = 'order@revoke.example' AND actor_id IS NULL"))
                .isEqualTo(1);
        Message list = links.lists(alice, "order@revoke.example");
        assertThat(list.reads()).contains("revoked with its order");
        assertThat(list.offers("link_extend")).isFalse();
    }

    @Test
    void a_letter_that_waits_does_not_leave_with_a_dead_link() {
        mailFaults.refuseRecipient("waits@revoke.example", 450, "4.2.0 Later");
        stage.send(stage.filled(alice, Stage.CHANNEL, stage.freshOrder(), "waits@revoke.example", "downloadlink"));
        Message told = links.confirmation("waits@revoke.example", "will be tried again");
        alice.presses(told, "links_revoke_all");
        links.confirmation("waits@revoke.example", "link revoked");
        mailFaults.none();
        stage.records().hasten("waits@revoke.example");
        Message settled = links.confirmation("waits@revoke.example", "Certificate not sent");
        assertThat(settled.reads()).contains("not sent (its link was revoked before the letter left)");
        assertThat(stage.mailsTo("waits@revoke.example")).isEmpty();
        assertThat(stage.records().stateOf("waits@revoke.example")).isEqualTo("rejected");
    }

    @Test
    void the_links_of_a_revoked_order_stay_shut_when_it_is_gone_and_when_their_time_was_over() {
        LocalOrder order = links.sends("gone@revoke.example", "over@revoke.example");
        stage.records().change("""
                UPDATE link SET expires_at = now() - interval '1 second', end_told_at = now() WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'over@revoke.example')""");
        stage.world().certCentral().revoke(order.id());
        stage.records().change("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES ('refresh', ?, now(), false, 1)""", Long.toString(order.id()));
        await().until(() -> stage.records()
                        .number(
                                "SELECT count(*) FROM link JOIN delivery USING (delivery_id) WHERE"
                                        + " revoked_at IS NOT NULL AND recipient IN ('gone@revoke.example', 'over@revoke.example')")
                == 2);
        assertThat(links.lists(alice, "over@revoke.example").offers("link_extend"))
                .isFalse();
        stage.records().change("""
                UPDATE link SET revoked_at = NULL WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'gone@revoke.example')""");
        stage.records().change("UPDATE cert_order SET gone_at = now() WHERE order_id = ?", order.id());
        assertThat(links.opens("gone@revoke.example")).isEqualTo(404);
        assertThat(links.lists(alice, "gone@revoke.example").offers("link_extend"))
                .isFalse();
    }

    @Test
    void a_link_has_all_its_days_when_its_letter_leaves_at_last() {
        mailFaults.refuseRecipient("late@revoke.example", 450, "4.2.0 Later");
        stage.send(stage.filled(alice, Stage.CHANNEL, stage.freshOrder(), "late@revoke.example", "downloadlink"));
        links.confirmation("late@revoke.example", "will be tried again");
        stage.records().change("""
                UPDATE link SET expires_at = expires_at - interval '15 days', end_told_at = now() WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'late@revoke.example')""");
        mailFaults.none();
        stage.records().hasten("late@revoke.example");
        stage.actions("late@revoke.example", "mail.accepted");
        assertThat(links.opens("late@revoke.example")).isEqualTo(200);
        assertThat(stage.records().number("""
                        SELECT count(*) FROM link JOIN delivery USING (delivery_id) WHERE recipient = 'late@revoke.example'
                            AND expires_at = settled_at + interval '14 days' AND end_told_at IS NULL""")).isEqualTo(1);
    }

    @Test
    void letters_that_were_not_written_yet_are_reached_too() {
        stage.world().certCentral().down();
        Message told;
        try {
            stage.send(stage.filled(
                    alice,
                    Stage.CHANNEL,
                    stage.freshOrder(),
                    "early@revoke.example, early2@revoke.example",
                    "downloadlink"));
            stage.actions("early2@revoke.example", "mail.deferred");
            told = links.confirmation("early@revoke.example", "Revoke 2 links");
            assertThat(told.offers("links_details")).isFalse();
            alice.presses(told, "links_revoke_all");
            links.isTold(alice, "2 letters were not written yet and will not leave.");
            await().until(() -> !links.told("early@revoke.example").offers("links_revoke_all"));
        } finally {
            stage.world().certCentral().up();
        }
        alice.pressesStale(told, "links_revoke_all");
        links.isTold(alice, "There was no link left to revoke.");
        for (String address : List.of("early@revoke.example", "early2@revoke.example")) {
            stage.records().hasten(address);
            stage.actions(address, "mail.rejected");
            assertThat(stage.mailsTo(address)).isEmpty();
            assertThat(stage.records().reasons(address, "link.revoked"))
                    .containsExactly("before its letter was written, by its sender");
        }
        assertThat(stage.records()
                        .number("SELECT count(*) FROM link JOIN delivery USING (delivery_id) WHERE recipient LIKE"
                                + " 'early%@revoke.example'"))
                .isZero();
    }
}
