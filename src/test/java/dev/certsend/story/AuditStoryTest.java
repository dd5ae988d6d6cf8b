package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sent what to whom can be looked up in chat, and cannot be changed by anybody. */
@ExtendWith(Story.class)
class AuditStoryTest {
    private final Stage stage;
    private final Member alice;

    AuditStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
    }

    @Test
    void the_newest_entries_come_first_and_only_the_asker_sees_them() {
        stage.sendTo("newest@audit.example");
        stage.actions("newest@audit.example", "mail.accepted");
        Answer answer = alice.in(Stage.CHANNEL).types("/cert-audit to:newest@audit.example");
        assertThat(answer.json().path("response_type").asText()).isEqualTo("ephemeral");
        String page = alice.in(Stage.CHANNEL).lastEphemeral().reads();
        assertThat(page.indexOf("Mail accepted")).isPositive().isLessThan(page.indexOf("Mail attempted"));
        assertThat(page.indexOf("Mail attempted")).isLessThan(page.indexOf("Send requested"));
        assertThat(answer.text()).contains("Mail accepted").contains("newest@audit.example");
    }

    @Test
    void the_log_is_filtered_by_order_person_and_address_together_and_one_by_one() {
        LocalOrder order = stage.sendTo("filter-a@audit.example, filter-b@audit.example");
        stage.actions("filter-a@audit.example", "mail.accepted");
        stage.actions("filter-b@audit.example", "mail.accepted");
        assertThat(look("order:" + order.id()))
                .contains("filter-a@audit.example")
                .contains("filter-b@audit.example");
        assertThat(look(Long.toString(order.id()))).contains("filter-a@audit.example");
        assertThat(look("to:FILTER-A@audit.example")).contains("filter-a@").doesNotContain("filter-b@");
        assertThat(look("filter-b@audit.example")).contains("filter-b@").doesNotContain("filter-a@");
        assertThat(look("by:@alice order:" + order.id())).contains("filter-a@");
        assertThat(look(stage.slack().chen(), "by:@bruno order:" + order.id()))
                .doesNotContain("filter-a@")
                .contains("There are no entries");
        assertThat(look("@alice to:filter-a@audit.example order:" + order.id())).contains("filter-a@");
        assertThat(look("order:1")).contains("There are no entries");
    }

    @Test
    void older_and_newer_turn_the_pages_in_place() {
        LocalOrder order = stage.freshOrder();
        String all = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "p" + i + "@pages.example")
                .collect(Collectors.joining(","));
        stage.send(stage.filled(order, all));
        for (int i = 1; i <= 9; i++) {
            stage.actions("p" + i + "@pages.example", "mail.accepted");
        }
        stage.confirmation(Stage.CHANNEL, "p1@pages.example", "9 of 9");
        await().until(() ->
                stage.records().number("SELECT count(*) FROM audit_entry WHERE order_id = ?", order.id()) == 28);
        alice.in(Stage.CHANNEL).types("/cert-audit order:" + order.id());
        Message first = alice.in(Stage.CHANNEL).lastEphemeral();
        String firstWords = first.reads();
        assertThat(first.offers("audit_newer")).isFalse();
        int messages = alice.in(Stage.CHANNEL).ephemerals().size();
        String second = turned(first, "audit_older", firstWords);
        String third = turned(first, "audit_older", second);
        assertThat(third).contains("Send requested");
        assertThat(now(first).offers("audit_older")).isFalse();
        assertThat(entries(firstWords) + entries(second) + entries(third)).isEqualTo(28);
        assertThat(turned(first, "audit_newer", third)).isEqualTo(second);
        assertThat(turned(first, "audit_newer", second)).isEqualTo(firstWords);
        assertThat(alice.in(Stage.CHANNEL).ephemerals()).hasSize(messages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order:abc",
                "order:9999999999999999999999",
                "by:nobody",
                "to:",
                "to:nobody",
                "' OR 1=1",
                "from:x@y.example",
                "<!channel>",
                "to:a\u0000b@audit.example",
                "order:٣"
            })
    void words_that_it_cannot_read_get_usage(String typed) {
        Answer answer = alice.in(Stage.CHANNEL).types("/cert-audit " + typed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("`order:1234567`").doesNotContain("<!channel>");
    }

    @Test
    void help_shows_the_usage() {
        assertThat(alice.in(Stage.CHANNEL).types("/cert-audit help").text()).contains("lists the newest entries");
    }

    @Test
    void a_forged_page_button_is_answered_without_harm() {
        stage.sendTo("button@audit.example");
        stage.actions("button@audit.example", "mail.accepted");
        LocalOrder many = stage.freshOrder();
        stage.send(stage.filled(many, "f1@audit.example,f2@audit.example,f3@audit.example,f4@audit.example"));
        stage.actions("f4@audit.example", "mail.accepted");
        alice.in(Stage.CHANNEL).types("/cert-audit");
        alice.presses(alice.in(Stage.CHANNEL).lastEphemeral(), "audit_older");
        Forger forger = new Forger(stage.world());
        String pressed = forger.last("block_actions");
        for (String value : List.of(
                "",
                "{}",
                "null",
                "[]",
                "{\\\"query\\\":null}",
                "{\\\"query\\\":\\\"x\\\",\\\"cursors\\\":[null]}",
                "17")) {
            String forged = pressed.replaceFirst(
                    "\"value\":\"(\\\\.|[^\"\\\\])*\"",
                    java.util.regex.Matcher.quoteReplacement("\"value\":\"" + value + "\""));
            assertThat(forger.postsPayload(forged).status()).as(value).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor_id = 'U0EVIL'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "TRUNCATE audit_entry CASCADE",
                "SET session_replication_role = replica; DELETE FROM audit_entry",
                "INSERT INTO audit_entry (entry_id, at, team_id, action) SELECT entry_id, at, team_id, 'x' FROM audit_entry LIMIT 1",
                "WITH gone AS (DELETE FROM audit_entry RETURNING 1) SELECT count(*) FROM gone",
                "MERGE INTO audit_entry a USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE"
            })
    void no_entry_can_be_changed_or_removed_even_by_the_owner(String sql) {
        stage.sendTo("fixed" + Integer.toHexString(sql.hashCode()) + "@audit.example");
        long before = stage.records().number("SELECT count(*) FROM audit_entry");
        assertThatThrownBy(() -> stage.records().jdbi().useTransaction(handle -> handle.getConnection()
                        .createStatement()
                        .execute(sql)))
                .isNotNull();
        assertThat(stage.records().number("SELECT count(*) FROM audit_entry")).isGreaterThanOrEqualTo(before);
        assertThat(stage.records().number("SELECT count(*) FROM audit_entry WHERE actor_id = 'U0EVIL'"))
                .isZero();
    }

    @Test
    void no_entry_holds_the_message_or_a_certificate() {
        stage.send(stage.filled(
                        stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), "quiet@audit.example", "plaintext")
                .fill("message", "a-very-private-word"));
        stage.actions("quiet@audit.example", "mail.accepted");
        assertThat(stage.records().number("""
                SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%a-very-private-word%' OR a::text LIKE '%BEGIN CERT%'""")).isZero();
    }

    private String look(String words) {
        return look(alice, words);
    }

    private static String look(Member who, String words) {
        who.in(Stage.CHANNEL).types("/cert-audit " + words);
        return who.in(Stage.CHANNEL).lastEphemeral().reads();
    }

    private String turned(Message page, String button, String before) {
        assertThat(alice.presses(page, button).isAck()).isTrue();
        await().until(() -> !now(page).reads().equals(before));
        return now(page).reads();
    }

    private Message now(Message page) {
        return alice.in(Stage.CHANNEL).ephemerals().stream()
                .filter(message -> message.ts().equals(page.ts()))
                .findFirst()
                .orElseThrow();
    }

    private static long entries(String words) {
        return words.lines().filter(line -> line.contains("<!date^")).count();
    }
}
