package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what of the log, what they can do with a page, and what the log says of that. Chen is an auditor; Alice and Bruno are not. */
@ExtendWith(Story.class)
class AuditRightsStoryTest {
    private final Stage stage;
    private final Member alice;
    private final Member chen;

    AuditRightsStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.chen = stage.slack().chen();
    }

    @Test
    void everybody_sees_their_own_entries_and_auditors_all() {
        stage.sendTo("rights@audit.example");
        stage.actions("rights@audit.example", "mail.accepted");
        assertThat(look(alice, "to:rights@audit.example")).contains("Your own entries", "Mail accepted");
        assertThat(look(stage.slack().bruno(), "to:rights@audit.example")).doesNotContain("rights@audit.example ");
        assertThat(entries(look(stage.slack().bruno(), "to:rights@audit.example")))
                .isZero();
        assertThat(look(chen, "to:rights@audit.example"))
                .contains("Mail accepted")
                .doesNotContain("Your own entries");
    }

    @Test
    void who_is_no_auditor_cannot_ask_for_anothers_entries() {
        Answer answer = alice.in(Stage.CHANNEL).types("/cert-audit by:@bruno refusedlookup");
        assertThat(answer.text()).contains("You can look up your own entries only");
        await().until(() -> count("access.refused", "%refusedlookup: no auditor") == 1);
    }

    @Test
    void a_look_at_others_entries_is_an_entry_and_so_is_each_page_that_is_turned() {
        stage.send(stage.filled(
                stage.freshOrder(),
                "t1@turned.example,t2@turned.example,t3@turned.example,t4@turned.example,t5@turned.example"));
        stage.actions("t5@turned.example", "mail.accepted");
        look(chen, "to:turned.example");
        await().until(() -> count("log.looked_up", "to:turned.example") == 1);
        Message page = chen.in(Stage.CHANNEL).lastEphemeral();
        String first = page.reads();
        chen.presses(page, "audit_older");
        await().until(() -> !now(chen, page).reads().equals(first));
        look(alice, "to:turned.example mode:attachment");
        look(chen, "by:@chen to:turned.example");
        // Whatever was to be appended behind these answers is before what is appended behind this one.
        look(chen, "to:turned.example mode:plaintext");
        await().until(() -> count("log.looked_up", "to:turned.example mode:plaintext") == 1);
        assertThat(count("log.looked_up", "%to:turned.example%")).isEqualTo(3);
    }

    @Test
    void the_controls_narrow_the_page_in_its_place_and_clear_undoes_that() {
        LocalOrder order = stage.sendTo("controls@audit.example");
        stage.actions("controls@audit.example", "mail.accepted");
        look(chen, "order:" + order.id());
        Message page = chen.in(Stage.CHANNEL).lastEphemeral();
        chen.chooses(page, "audit_action", "mail.accepted");
        await().until(() -> entries(now(chen, page).reads()) == 1);
        assertThat(now(chen, page).reads()).contains("`action:mail.accepted`", "`order:" + order.id() + "`");
        chen.chooses(page, "audit_by", stage.slack().bruno().id());
        await().until(() -> now(chen, page).reads().contains("There are no entries"));
        look(chen, "order:" + order.id());
        Message other = chen.in(Stage.CHANNEL).lastEphemeral();
        chen.chooses(other, "audit_since", "2999-01-01");
        await().until(() -> now(chen, other).reads().contains("There are no entries"));
        chen.presses(other, "audit_clear");
        await().until(() -> entries(now(chen, other).reads()) == 10);
    }

    @Test
    void who_is_no_auditor_has_no_control_for_people() {
        look(alice, "action:mail");
        assertThat(alice.in(Stage.CHANNEL).lastEphemeral().offers("audit_by")).isFalse();
        assertThat(alice.in(Stage.CHANNEL).lastEphemeral().offers("audit_mode")).isTrue();
    }

    @Test
    void details_tell_all_of_an_entry_and_the_whole_story_of_its_send() {
        LocalOrder order = stage.sendTo("whole@audit.example");
        stage.actions("whole@audit.example", "mail.accepted");
        look(chen, "to:whole@audit.example action:mail.accepted");
        chen.presses(chen.in(Stage.CHANNEL).lastEphemeral(), "audit_details");
        await().until(chen::hasModal);
        String told = chen.modal().reads();
        assertThat(told)
                .contains("Mail accepted", "whole@audit.example", Long.toString(order.id()), "What became of it");
        String story = told.substring(told.indexOf("What became of it"));
        assertThat(story.indexOf("Send requested")).isPositive().isLessThan(story.indexOf("Mail attempted"));
        assertThat(story.indexOf("Mail attempted")).isLessThan(story.indexOf("Mail accepted"));
        await().until(() -> stage.records()
                        .number(
                                "SELECT count(*) FROM audit_entry WHERE action = 'log.looked_up' AND order_id = ?",
                                order.id())
                == 1);
    }

    @Test
    void anothers_entry_is_gone_for_who_is_no_auditor() {
        stage.sendTo("forged@audit.example");
        stage.actions("forged@audit.example", "mail.accepted");
        look(chen, "to:forged@audit.example");
        chen.presses(chen.in(Stage.CHANNEL).lastEphemeral(), "audit_details");
        await().until(chen::hasModal);
        chen.modal().dismiss();
        Forger forger = new Forger(stage.world());
        String pressed = forger.last("block_actions");
        String forged = pressed.replace(chen.id(), stage.slack().bruno().id());
        assertThat(forger.postsPayload(forged).status()).isEqualTo(200);
        await().until(() -> stage.slack().bruno().sees().stream()
                        .anyMatch(message -> message.reads().contains("This entry is not there any more"))
                || chen.sees().stream()
                        .anyMatch(message -> message.reads().contains("This entry is not there any more"))
                || chen.sees().stream().anyMatch(message -> message.reads().contains("n'existe plus")));
        assertThat(stage.slack().bruno().hasModal()).isFalse();
    }

    @Test
    void a_page_is_shared_with_everybody_and_that_is_an_entry() {
        LocalOrder order = stage.sendTo("shared@audit.example");
        stage.actions("shared@audit.example", "mail.accepted");
        look(alice, "to:shared@audit.example");
        alice.presses(alice.in(Stage.CHANNEL).lastEphemeral(), "audit_share");
        Message shared = stage.confirmation(Stage.CHANNEL, "shared@audit.example", "shared by", alice.id());
        assertThat(shared.reads()).contains("Mail accepted", Long.toString(order.id()));
        assertThat(shared.offers("audit_details")).isFalse();
        await().until(() -> count("log.shared", "to:shared@audit.example") == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE audit_entry; --x",
                "x' OR '1'='1",
                "100% _",
                "(((a",
                "a.*[",
                "!a&b|c",
                "`code` *bold*",
                "x\\\\y"
            })
    void what_is_hostile_finds_nothing_and_breaks_nothing(String typed) {
        Answer answer = alice.in(Stage.CHANNEL).types("/cert-audit " + typed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("reference").isNotEmpty();
        assertThat(stage.records().number("SELECT count(*) FROM audit_entry")).isPositive();
    }

    private long count(String action, String reason) {
        return stage.records()
                .number("SELECT count(*) FROM audit_entry WHERE action = ? AND reason LIKE ?", action, reason);
    }

    private static String look(Member who, String words) {
        who.in(Stage.CHANNEL).types("/cert-audit " + words);
        return who.in(Stage.CHANNEL).lastEphemeral().reads();
    }

    private static Message now(Member who, Message page) {
        return who.in(Stage.CHANNEL).ephemerals().stream()
                .filter(message -> message.ts().equals(page.ts()))
                .findFirst()
                .orElseThrow();
    }

    private static long entries(String words) {
        return words.lines().filter(line -> line.contains("<!date^")).count();
    }
}
