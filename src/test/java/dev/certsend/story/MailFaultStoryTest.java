package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.mail.AfterDot;
import dev.certsend.playground.mail.MailFaults;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Message;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mail server is down, says no, says later, or says nothing. */
@ExtendWith(Story.class)
class MailFaultStoryTest {
    private final Stage stage;
    private final MailFaults faults;

    MailFaultStoryTest(Stage stage) {
        this.stage = stage;
        this.faults = stage.world().mail().faults();
    }

    @AfterEach
    void heal() {
        faults.none();
        stage.world().mail().up();
    }

    @Test
    void a_letter_waits_for_the_mail_server_and_the_channel_knows() {
        stage.world().mail().down();
        stage.sendTo("down@fault.example");
        stage.records().awaitPause();
        stage.confirmation(Stage.CHANNEL, "down@fault.example", "waiting");
        stage.world().mail().up();
        stage.records().endPause();
        stage.confirmation(Stage.CHANNEL, "down@fault.example", "1 of 1 accepted");
        assertThat(stage.records().actions("down@fault.example"))
                .as("waiting burns no attempt")
                .containsExactly("send.requested", "mail.attempted", "mail.accepted");
        assertThat(stage.mailsTo("down@fault.example")).hasSize(1);
    }

    @Test
    void one_recipient_refused_for_good_keeps_no_other_from_the_letter() {
        faults.refuseRecipient("gone@fault.example", 550, "5.1.1 No such user here");
        stage.sendTo("gone@fault.example, here@fault.example");
        Message told = stage.confirmation(Stage.CHANNEL, "gone@fault.example", "1 of 2 accepted");
        await().until(() -> stage.confirmation(Stage.CHANNEL, "gone@fault.example", "1 of 2")
                .reads()
                .contains("Certificate sent"));
        assertThat(told.reads()).contains("here@fault.example");
        assertThat(stage.confirmation(Stage.CHANNEL, "gone@fault.example", "not sent")
                        .reads())
                .contains("No such user here");
        assertThat(stage.mailsTo("here@fault.example")).hasSize(1);
        assertThat(stage.records().actions("gone@fault.example")).endsWith("mail.attempted", "mail.rejected");
        assertThat(stage.records()
                        .reasons("gone@fault.example", "mail.rejected")
                        .get(0))
                .contains("550", "5.1.1");
        assertThat(stage.records().stateOf("gone@fault.example")).isEqualTo("rejected");
    }

    @Test
    void a_recipient_refused_for_now_is_tried_again() {
        faults.refuseRecipient("grey@fault.example", 450, "4.7.1 Greylisted");
        stage.sendTo("grey@fault.example");
        stage.actions("grey@fault.example", "mail.deferred");
        assertThat(stage.records()
                        .reasons("grey@fault.example", "mail.deferred")
                        .get(0))
                .contains("Greylisted");
        assertThat(
                        stage.records()
                                .number(
                                        "SELECT round(extract(epoch FROM due_at - now())) FROM delivery WHERE recipient = 'grey@fault.example'"))
                .isBetween(40L, 61L);
        faults.none();
        stage.records().hasten("grey@fault.example");
        stage.confirmation(Stage.CHANNEL, "grey@fault.example", "1 of 1 accepted");
    }

    @Test
    void a_refusal_after_the_dot_is_final_or_not_as_its_code_says() {
        faults.nextDots(1, AfterDot.refuse(554, "5.7.1 Looks like spam"));
        stage.sendTo("spam@fault.example");
        stage.actions("spam@fault.example", "mail.rejected");
        faults.nextDots(1, AfterDot.refuse(451, "4.3.0 Try later"));
        stage.sendTo("later@fault.example");
        assertThat(stage.actions("later@fault.example", "mail.deferred")).doesNotContain("mail.uncertain");
    }

    @Test
    void who_is_refused_for_the_file_is_told_to_send_a_link() {
        String refusal =
                "5.0.350 One or more objects has file type that is NOT allowed by the recipient's organization";
        faults.nextDots(1, AfterDot.refuse(550, refusal));
        stage.sendTo("nofiles@fault.example");
        assertThat(stage.confirmation(Stage.CHANNEL, "nofiles@fault.example", "not sent")
                        .reads())
                .contains("send it again as a download link");
        assertThat(stage.records()
                        .reasons("nofiles@fault.example", "mail.rejected")
                        .get(0))
                .startsWith("550 5.0.350 One or more objects");
    }

    @Test
    void a_connection_cut_after_the_dot_is_recorded_as_uncertain_and_the_same_bytes_go_again() {
        faults.nextDots(1, AfterDot.takeAndClose());
        stage.sendTo("cut@fault.example");
        assertThat(stage.actions("cut@fault.example", "mail.deferred"))
                .containsExactly("send.requested", "mail.attempted", "mail.uncertain", "mail.deferred");
        stage.records().hasten("cut@fault.example");
        stage.confirmation(Stage.CHANNEL, "cut@fault.example", "1 of 1 accepted");
        List<ReceivedMail> both = stage.mailsTo("cut@fault.example");
        assertThat(both).hasSize(2);
        assertThat(both.get(1).bytes()).isEqualTo(both.get(0).bytes());
        assertThat(both.get(1).parsed().header("Message-ID"))
                .isEqualTo(both.get(0).parsed().header("Message-ID"));
    }

    @Test
    void a_download_link_stays_the_same_through_every_attempt() {
        faults.nextDots(1, AfterDot.takeAndClose());
        var form = stage.filled(
                stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), "linkcut@fault.example", "downloadlink");
        stage.send(form);
        stage.actions("linkcut@fault.example", "mail.deferred");
        stage.records().hasten("linkcut@fault.example");
        stage.actions("linkcut@fault.example", "mail.accepted");
        String first = Visitor.linkIn(
                stage.mailsTo("linkcut@fault.example").get(0).parsed().text().orElseThrow());
        assertThat(Visitor.of(stage.world()).opens(first).statusCode()).isEqualTo(200);
    }

    @Test
    void a_server_that_greets_with_421_only_delays() {
        stage.world().mail().down();
        stage.world().mail().up();
        faults.refuseConnections(2);
        stage.sendTo("busy@fault.example");
        stage.records().awaitPause();
        faults.none();
        stage.records().endPause();
        stage.actions("busy@fault.example", "mail.accepted");
    }

    @Test
    void a_letter_is_given_up_after_the_last_attempt_and_the_channel_knows() {
        faults.refuseRecipient("never@fault.example", 450, "4.2.2 Mailbox full");
        stage.sendTo("never@fault.example");
        stage.actions("never@fault.example", "mail.deferred");
        stage.records().change("UPDATE delivery SET deferrals = 51 WHERE recipient = 'never@fault.example'");
        stage.records().hasten("never@fault.example");
        stage.actions("never@fault.example", "mail.given_up");
        stage.confirmation(Stage.CHANNEL, "never@fault.example", "given up");
    }

    @Test
    void a_mail_server_that_falls_silent_keeps_nobody_from_being_told() {
        faults.everyDot(AfterDot.loseInSilence());
        stage.sendTo("s1@silent.example,s2@silent.example,s3@silent.example,s4@silent.example,s5@silent.example");
        try {
            stage.confirmation(Stage.CHANNEL, "s5@silent.example", "0 of 5 accepted");
            stage.sendTo("s6@silent.example");
            stage.confirmation(Stage.CHANNEL, "s6@silent.example", "0 of 1 accepted");
        } finally {
            faults.none();
            stage.world().mail().down();
            stage.world().mail().up();
        }
    }

    @Test
    void twenty_long_refusals_leave_every_recipient_named_in_the_confirmation() {
        List<String> addresses = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "recipient-number-" + i + "-with-a-long-name@quite-a-long-domain-name.fault.example")
                .toList();
        addresses.forEach(address -> faults.refuseRecipient(address, 550, "5.1.1 " + "No such user here. ".repeat(8)));
        stage.send(stage.filled(stage.freshOrder(), addresses.stream().collect(Collectors.joining(", "))));
        stage.actions(addresses.get(19), "mail.rejected");
        addresses.forEach(address -> stage.actions(address, "mail.rejected"));
        await().until(() -> stage.told(Stage.CHANNEL, addresses.get(0))
                .anyMatch(m -> m.reads().contains("Certificate not sent")));
        String told = stage.confirmation(Stage.CHANNEL, addresses.get(0), "Certificate not sent")
                .reads();
        assertThat(addresses.stream().filter(address -> !told.contains(address)))
                .as("recipients the confirmation leaves out")
                .isEmpty();
    }
}
