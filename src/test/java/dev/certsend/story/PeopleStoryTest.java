package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipients chosen among the people of the workspace, whoever they are and whatever the client says they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleStoryTest {
    private static final String SCOPE = "users:read.email";
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}");

    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    PeopleStoryTest() {}

    @BeforeAll
    void set_the_stage() {
        stage = Stage.set(new World(Map.of(), Stage.ORDERS).start());
    }

    @AfterAll
    void strike() {
        stage.world().close();
    }

    @BeforeEach
    void empty_every_mailbox() {
        stage.world().mail().clear();
    }

    @Test
    void people_chosen_get_a_letter_each_and_nothing_has_to_be_typed() {
        Modal form = chosen("", "bruno", "chen");
        stage.send(form);
        for (String address : List.of("bruno@example.com", "chen@example.com")) {
            ReceivedMail letter = stage.mailTo(address);
            assertThat(letter.recipients()).containsExactly(address);
            assertThat(letter.parsed().header("To")).isEqualTo(address);
        }
        stage.confirmation(Stage.CHANNEL, "chen@example.com", "2 of 2 accepted");
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void people_and_typed_addresses_go_together() {
        stage.send(chosen("typed@people.example", "bruno"));
        stage.mailTo("typed@people.example");
        stage.mailTo("bruno@example.com");
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void who_is_chosen_and_typed_too_gets_one_letter() {
        stage.send(chosen("CHEN@Example.com, one@twice.example", "chen"));
        String told = stage.confirmation(Stage.CHANNEL, "one@twice.example", "2 of 2 accepted")
                .reads();
        assertThat(told).containsOnlyOnce("chen@example.com");
        assertThat(stage.mailsTo("chen@example.com")).hasSize(1);
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void a_guest_of_this_workspace_can_be_sent_a_letter() {
        Modal form = stage.filled(stage.freshOrder(), "");
        assertThat(form.choosesPeople("people", "gina").isAck()).isTrue();
        known(stage.slack().gina());
        stage.send(form);
        stage.mailTo("gina@agency.example");
    }

    @Test
    void a_person_without_an_address_is_named_under_the_field() {
        refused("noor", "Noor Haddad has no e-mail address in Slack. Type one above.");
    }

    @Test
    void an_app_is_no_recipient() {
        refused("robbie", "Robbie Deploys is an app, not a person.");
        refused("slackbot", "Slackbot is an app, not a person.");
    }

    @Test
    void somebody_of_another_workspace_is_no_recipient() {
        refused("stefan", "Stefan Fremd belongs to another workspace. Type their address above.");
    }

    @Test
    void who_left_between_the_choice_and_the_submission_gets_nothing() {
        Member chen = stage.slack().chen();
        Modal form = chosen("", "bruno", "chen");
        try {
            chen.leaves();
            await().until(() -> standing(chen).equals(List.of("deactivated")));
            refused(form);
            assertThat(form.error("people")).isEqualTo("Chen Wei has left this workspace.");
        } finally {
            chen.comesBack();
        }
        await().until(() -> standing(chen).equals(List.of("member")));
    }

    @Test
    void an_id_that_nobody_has_is_refused() {
        Modal form = stage.filled(stage.freshOrder(), "typed@people.example").forgePeople("people", "U0NOBODY999");
        refused(form);
        assertThat(form.error("people")).contains("U0NOBODY999");
        refused(form);
    }

    @Test
    void ids_that_nobody_has_are_refused_in_few_words() {
        String[] ids =
                IntStream.range(0, 20).mapToObj("U0FORGED%03d"::formatted).toArray(String[]::new);
        Modal form = stage.filled(stage.freshOrder(), "").forgePeople("people", ids);
        refused(form);
        assertThat(form.error("people")).contains("U0FORGED000", "15 more").doesNotContain("U0FORGED019");
    }

    @Test
    void the_field_takes_no_more_than_one_send_may_have() {
        Modal form = stage.form(stage.slack().alice(), Stage.CHANNEL, "");
        assertThat(form.json().toString()).contains("\"max_selected_items\":20");
    }

    @Test
    void thirty_people_are_too_many() {
        String[] ids = IntStream.range(0, 30).mapToObj("U0CROWD%03d"::formatted).toArray(String[]::new);
        for (String id : ids) {
            stage.records()
                    .change(
                            """
                    INSERT INTO slack_user SELECT (json_populate_record(one, json_build_object(
                        'user_id', ?::text, 'name', ?::text, 'email', ?::text))).*
                    FROM slack_user one WHERE user_id = ?""",
                            id,
                            id,
                            id + "@crowd.example",
                            stage.slack().alice().id());
        }
        Modal form = stage.filled(stage.freshOrder(), "").forgePeople("people", ids);
        long sends = sends();
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("people");
        assertThat(form.error("people")).contains("30 addresses are too many: at most 20");
        assertThat(sends()).isEqualTo(sends);
        assertThat(lastReason()).isEqualTo("too many people: 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chen wei", "chen@example.com, evil@odd.example"})
    void an_address_in_slack_that_is_none_is_refused_under_the_field_of_people(String odd) {
        Member chen = stage.slack().chen();
        try {
            chen.changesAddress(odd);
            await().until(() -> stage.records()
                    .texts("SELECT coalesce(email, '-') FROM slack_user WHERE user_id = ?", chen.id())
                    .equals(List.of(odd)));
            Modal form = stage.filled(stage.freshOrder(), "").forgePeople("people", chen.id());
            assertThat(form.submitUnchecked().isAck()).isTrue();
            assertThat(form.errors()).containsOnlyKeys("people");
        } finally {
            chen.changesAddress("chen@example.com");
        }
    }

    @Test
    void what_is_wrong_with_people_and_with_what_was_typed_is_told_at_once() {
        Modal form = chosen("nobody", "robbie");
        known(stage.slack().member("robbie"));
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("people", "recipients");
    }

    @Test
    void nobody_chosen_and_nothing_typed_is_asked_for() {
        Modal form = stage.filled(stage.freshOrder(), "");
        assertThat(form.submit().isAck()).isTrue();
        assertThat(form.error("recipients")).contains("at least one");
    }

    @Test
    void an_address_changed_in_slack_is_the_one_used() {
        Member chen = stage.slack().chen();
        Modal form = chosen("", "chen");
        try {
            chen.changesAddress("c.wei@people.example");
            await().until(() -> emails(chen).equals(List.of("c.wei@people.example")));
            stage.send(form);
            stage.mailTo("c.wei@people.example");
            assertThat(stage.mailsTo("chen@example.com")).isEmpty();
        } finally {
            chen.changesAddress("chen@example.com");
        }
        await().until(() -> emails(chen).equals(List.of("chen@example.com")));
    }

    @Test
    void who_was_chosen_stays_chosen_through_every_change_of_the_form() {
        Modal form = chosen("typed@stays.example", "bruno");
        String bruno = stage.slack().bruno().id();
        form.pick("mode", "plaintext");
        await().until(() -> !form.offers("format"));
        assertThat(form.holds("people")).isEqualTo(bruno);
        form.presses("preview");
        await().until(() -> stage.slack().alice().modal().reads().contains("Each of the 2 recipients"));
        assertThat(stage.slack().alice().modal().reads()).contains("bruno@example.com");
        stage.slack().alice().modal().close();
        assertThat(form.holds("people")).isEqualTo(bruno);
    }

    @Test
    void without_the_scope_there_is_no_such_field_and_a_choice_made_before_is_refused() {
        Member alice = stage.slack().alice();
        Modal before = stage.form(
                alice, Stage.CHANNEL, Long.toString(stage.freshOrder().id()));
        // From here on nothing changes the form any more.
        await().until(() -> FINGERPRINT.matcher(before.reads()).find());
        assertThat(before.choosesPeople("people", "bruno").isAck()).isTrue();
        try {
            stage.slack().takesAway(SCOPE);
            // Slack says so with its next answer, which is the one that opens this form of Chen's.
            stage.form(stage.slack().chen(), Stage.CHANNEL, "");
            refused(before);
            assertThat(before.error("people")).contains("Bruno Lefèvre has no e-mail address in Slack");
            Modal after = stage.form(alice, Stage.CHANNEL, "");
            assertThat(after.offers("people")).isFalse();
            assertThat(after.submit().status())
                    .as("asked without any recipient")
                    .isZero();
            assertThat(after.error("recipients")).contains("required");
        } finally {
            stage.slack().grants(SCOPE);
            stage.slack().chen().modal().dismiss();
            stage.records().change("DELETE FROM slack_user");
            for (Member member : List.of(
                    stage.slack().alice(), stage.slack().bruno(), stage.slack().chen())) {
                stage.meet(member);
                known(member);
            }
        }
    }

    /** Alice's form about a fresh order with these people chosen; they are known when it is returned. */
    private Modal chosen(String typed, String... names) {
        Modal form = stage.filled(stage.freshOrder(), typed);
        assertThat(form.choosesPeople("people", names).isAck()).isTrue();
        return form;
    }

    private void refused(String name, String words) {
        Modal form = chosen("typed@people.example", "bruno", name);
        known(stage.slack().member(name));
        refused(form);
        assertThat(form.error("people")).isEqualTo(words);
    }

    /** Submits and sees it refused under the people's field alone, recorded, and nothing sent. */
    private void refused(Modal form) {
        long sends = sends();
        long refusals = refusals();
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("people");
        assertThat(form.trouble()).isEmpty();
        assertThat(sends()).isEqualTo(sends);
        assertThat(refusals()).isEqualTo(refusals + 1);
        assertThat(lastReason()).startsWith("people without an address");
        assertThat(arrived()).isEmpty();
    }

    private List<ReceivedMail> arrived() {
        return stage.world().mail().mails();
    }

    private long sends() {
        return stage.records().number("SELECT count(*) FROM send");
    }

    private long refusals() {
        return stage.records().number("SELECT count(*) FROM audit_entry WHERE action = 'send.refused'");
    }

    private String lastReason() {
        return stage.records()
                .texts("SELECT reason FROM audit_entry WHERE action = 'send.refused' ORDER BY entry_id DESC LIMIT 1")
                .get(0);
    }

    /** Waits until the program has asked Slack about somebody. */
    private void known(Member member) {
        await(member.name()).until(() -> !standing(member).isEmpty());
    }

    private List<String> standing(Member member) {
        return stage.records().texts("SELECT standing FROM slack_user WHERE user_id = ?", member.id());
    }

    private List<String> emails(Member member) {
        return stage.records().texts("SELECT coalesce(email, '-') FROM slack_user WHERE user_id = ?", member.id());
    }
}
