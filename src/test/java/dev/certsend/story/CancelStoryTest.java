package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.mail.AfterDot;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The buttons under a confirmation, where sends wait for a while and doubts are left to people. */
class CancelStoryTest {
    @SuppressWarnings("NullAway.Init")
    private static Stage stage;

    private final Member alice = stage.slack().alice();
    private final Member bruno = stage.slack().bruno();
    private final Member chen = stage.slack().chen();

    @BeforeAll
    static void set() {
        stage = Stage.set(new World(Map.of("SEND_DELAY", "10m", "UNCERTAIN", "ask"), Stage.ORDERS).start());
    }

    @AfterAll
    static void strike() {
        stage.world().close();
    }

    @AfterEach
    void heal() {
        stage.world().mail().faults().none();
        for (Member member : List.of(alice, bruno, chen)) {
            if (member.hasModal()) {
                member.modal().dismiss();
            }
        }
    }

    @Test
    void what_is_cancelled_while_it_waits_never_leaves() {
        Message told = waits("stop@cancel.example");
        assertThat(told.offers("send_again_all")).isFalse();
        assertThat(alice.presses(told, "send_cancel").isAck()).isTrue();
        Message now = says("stop@cancel.example", "Cancelled, nothing was sent");
        assertThat(now.offers("send_cancel")).isFalse();
        assertThat(now.offers("send_again_all")).isTrue();
        assertThat(stage.records().stateOf("stop@cancel.example")).isEqualTo("cancelled");
        assertThat(stage.records().actions("stop@cancel.example")).containsExactly("send.requested", "mail.cancelled");
        assertThat(stage.records().reasons("stop@cancel.example", "mail.cancelled"))
                .containsExactly("by its sender");
        waits("after@cancel.example");
        stage.records().release("stop@cancel.example");
        stage.records().release("after@cancel.example");
        stage.mailTo("after@cancel.example");
        assertThat(stage.mailsTo("stop@cancel.example")).isEmpty();
    }

    @Test
    void pressed_twice_it_is_done_once() {
        Message told = waits("twice@cancel.example");
        alice.presses(told, "send_cancel");
        says("twice@cancel.example", "Cancelled");
        alice.pressesStale(told, "send_cancel");
        await().until(() -> alice.sees().stream().anyMatch(m -> m.reads().contains("There is nothing left to stop.")));
        assertThat(stage.records().actions("twice@cancel.example")).containsExactly("send.requested", "mail.cancelled");
    }

    @Test
    void once_the_letter_is_handed_over_it_is_too_late() {
        Message told = waits("late@cancel.example");
        stage.world().mail().faults().nextDots(1, AfterDot.takeInSilence());
        stage.records().release("late@cancel.example");
        await().until(() -> stage.records()
                        .number(
                                "SELECT count(*) FROM delivery WHERE recipient = 'late@cancel.example' AND dot_at > now() - interval '1 hour'")
                == 1);
        alice.presses(told, "send_cancel");
        await().until(() -> alice.sees().stream().anyMatch(m -> m.reads().contains("It has left already")));
        assertThat(stage.records().stateOf("late@cancel.example")).isEqualTo("sending");
        stage.world().mail().down();
        stage.world().mail().up();
        says("late@cancel.example", "Certificate may have arrived");
    }

    @Test
    void nobody_else_may_but_an_admin() {
        Message told = waits("mine@cancel.example");
        assertThat(bruno.presses(told, "send_cancel").isAck()).isTrue();
        await().until(() ->
                bruno.sees().stream().anyMatch(m -> m.reads().contains("Seule la personne qui a fait cet envoi")));
        assertThat(stage.records().stateOf("mine@cancel.example")).isEqualTo("queued");
        assertThat(stage.records().texts("""
                        SELECT actor_id || ' ' || reason FROM audit_entry WHERE action = 'access.refused' AND send_id =
                            (SELECT send_id FROM delivery WHERE recipient = 'mine@cancel.example')"""))
                .containsExactly(bruno.id() + " send_cancel: neither the sender nor an admin");
        chen.becomesAdminUnseen();
        try {
            chen.presses(told, "send_cancel");
            says("mine@cancel.example", "Cancelled, nothing was sent");
        } finally {
            chen.becomesNoAdmin();
        }
        assertThat(stage.records().reasons("mine@cancel.example", "mail.cancelled"))
                .containsExactly("by an admin");
    }

    @Test
    void a_forged_send_is_none() {
        Message told = waits("forged@cancel.example");
        alice.presses(told, "send_details");
        await().until(alice::hasModal);
        Forger forger = new Forger(stage.world());
        String id = stage.records()
                .texts("SELECT send_id FROM delivery WHERE recipient = 'forged@cancel.example'")
                .get(0);
        String press = forger.last("block_actions").replace("send_details", "send_cancel");
        for (String other : List.of(UUID.randomUUID().toString(), "everything")) {
            long before = unknown();
            assertThat(forger.postsPayload(press.replace(id, other)).isAck()).isTrue();
            await().until(() -> unknown() > before);
        }
        assertThat(stage.records().stateOf("forged@cancel.example")).isEqualTo("queued");
    }

    @Test
    void what_remains_is_cancelled_with_the_link_that_nobody_has() {
        stage.world().mail().faults().refuseRecipient("slow@rest.example", 450, "4.2.0 Later");
        String both = "fast@rest.example, slow@rest.example";
        stage.send(stage.filled(alice, Stage.CHANNEL, stage.freshOrder(), both, "downloadlink"));
        stage.records().release("fast@rest.example");
        Message told = says("slow@rest.example", "will be tried again <!date^");
        await().until(() -> says("slow@rest.example", "1 of 2 accepted").reads().contains("Cancel remaining"));
        assertThat(told.text()).contains("UTC").doesNotContain("<!date");
        alice.presses(told, "send_cancel");
        says("slow@rest.example", "1 of 2 accepted, 1 cancelled");
        assertThat(stage.records().texts("""
                        SELECT recipient FROM link JOIN delivery USING (delivery_id)
                        WHERE recipient LIKE '%@rest.example' AND revoked_at IS NOT NULL""")).containsExactly("slow@rest.example");
        assertThat(stage.records().actions("slow@rest.example")).endsWith("mail.cancelled", "link.revoked");
    }

    @Test
    void send_again_brings_everybody_or_those_that_failed() {
        stage.world().mail().faults().refuseRecipient("bad@more.example", 550, "5.1.1 Nobody of that name");
        stage.send(stage.filled(stage.freshOrder(), "good@more.example, bad@more.example"));
        stage.records().release("good@more.example");
        Message told = says("good@more.example", "1 of 2 accepted, 1 not sent");
        alice.presses(told, "send_again_failed");
        await().until(alice::hasModal);
        assertThat(alice.modal().holds("recipients")).isEqualTo("bad@more.example");
        alice.modal().dismiss();
        alice.presses(told, "send_again_all");
        await().until(alice::hasModal);
        assertThat(alice.modal().holds("recipients").lines()).containsExactly("good@more.example", "bad@more.example");
        bruno.presses(told, "send_again_all");
        await().until(() -> bruno.sees().stream().anyMatch(m -> m.reads().contains("peut le renvoyer")));
        assertThat(bruno.hasModal()).isFalse();
    }

    @Test
    void the_details_tell_everything_of_each_recipient() {
        String said = "5.1.1 " + "Nobody of that name ".repeat(12).strip();
        stage.world().mail().faults().refuseRecipient("gone@details.example", 550, said);
        stage.send(stage.filled(stage.freshOrder(), "there@details.example, gone@details.example"));
        stage.records().release("there@details.example");
        Message told = says("there@details.example", "1 of 2 accepted, 1 not sent");
        bruno.presses(told, "send_details");
        await().until(bruno::hasModal);
        Modal details = bruno.modal();
        assertThat(details.title()).isEqualTo("Détails");
        assertThat(details.reads())
                .contains("there@details.example", "accepté par le serveur de messagerie", "tenté une fois")
                .contains("gone@details.example", "non envoyé", said);
    }

    @Test
    void a_doubt_is_tried_again_with_the_same_letter() {
        stage.world().mail().faults().nextDots(1, AfterDot.takeAndClose());
        waits("doubt@cancel.example");
        stage.records().release("doubt@cancel.example");
        Message told = says("doubt@cancel.example", "Certificate may have arrived");
        assertThat(told.offers("send_cancel")).isFalse();
        assertThat(alice.presses(told, "send_retry").isAck()).isTrue();
        Message now = says("doubt@cancel.example", "1 of 1 accepted");
        assertThat(now.reads()).contains("may have arrived twice");
        assertThat(now.offers("send_retry")).isFalse();
        List<ReceivedMail> both = stage.mailsTo("doubt@cancel.example");
        assertThat(both).hasSize(2);
        assertThat(both.get(0).bytes()).isEqualTo(both.get(1).bytes());
        assertThat(stage.records().actions("doubt@cancel.example"))
                .containsExactly(
                        "send.requested",
                        "mail.attempted",
                        "mail.uncertain",
                        "mail.requeued",
                        "mail.attempted",
                        "mail.accepted");
    }

    private Message waits(String address) {
        stage.sendTo(address);
        Message told = says(address, "leaves at");
        assertThat(told.offers("send_cancel")).isTrue();
        return told;
    }

    private static Message says(String address, String words) {
        return stage.confirmation(Stage.CHANNEL, address, words);
    }

    private long unknown() {
        return alice.sees().stream()
                .filter(m -> m.reads().contains("This is nothing I know to have been sent."))
                .count();
    }
}
