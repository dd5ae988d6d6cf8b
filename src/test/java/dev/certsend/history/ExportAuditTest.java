package dev.certsend.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.audit.Action;
import dev.certsend.audit.Question;
import dev.certsend.export.Format;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.SharedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries leave the log as a file in a direct message, and the log says so. */
class ExportAuditTest {
    private final Set<Path> before = new HashSet<>();

    @BeforeEach
    void look() throws IOException {
        before.addAll(leftovers());
    }

    private final AuditDesk desk = new AuditDesk();
    private final Member alice = desk.slack().alice();
    private final Member bruno = desk.slack().bruno();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void an_auditor_gets_what_a_query_finds_as_csv() throws IOException {
        letters();
        assertThat(look(alice, "export order:71").text()).contains("comes to you as a direct message");
        SharedFile file = desk.fileFor(alice);
        assertThat(file.name()).startsWith("cert-send-audit-").endsWith(".csv");
        List<String> lines = file.text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("\uFEFFposition,id,at,action");
        assertThat(lines.get(1)).contains("mail.accepted");
        assertThat(lines.get(2)).contains("send.requested").contains("'=cmd()@x.example");
        assertThat(alice.directMessages().get(0).text()).isEqualTo("2 entries of the audit log, newest first.");
        assertThat(desk.reasons(Action.LOG_EXPORTED)).containsExactly("2 entries as CSV: order:71");
        // Tests beside this one make some, too, and take them away.
        await().until(() -> leftovers().isEmpty());
    }

    @Test
    void json_lines_have_the_position_of_what_is_sealed() {
        letters();
        desk.database().jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO audit_run (first_position, entry_ids, leaves, first_at, last_at)
                SELECT 40, array_agg(entry_id ORDER BY entry_id), string_agg(leaf, '' ORDER BY entry_id), min(at), max(at)
                FROM audit_unsealed"""));
        look(alice, "export order:72 AS jsonl");
        assertThat(desk.fileFor(alice).text().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"position\":43,");
        assertThat(desk.reasons(Action.LOG_EXPORTED)).containsExactly("2 entries as JSONL: order:72");
    }

    @Test
    void everybody_else_gets_their_own_entries() {
        letters();
        look(bruno, "export");
        assertThat(desk.fileFor(bruno).text())
                .contains("shop.example.com")
                .doesNotContain("www.example.com")
                .doesNotContain(alice.id());
        assertThat(desk.reasons(Action.LOG_EXPORTED)).containsExactly("2 entries as CSV:");
    }

    @Test
    void the_button_under_a_summary_exports_what_it_counted() {
        letters();
        look(alice, "summary order:72");
        desk.fileFor(alice);
        assertThat(alice.presses(alice.in(AuditDesk.CHANNEL).lastEphemeral(), ExportAudit.BUTTON)
                        .isAck())
                .isTrue();
        await().until(() -> alice.directMessages().size() == 2);
        assertThat(alice.directMessages().get(1).files().get(0).text())
                .contains("shop.example.com")
                .doesNotContain("www.example.com");
        assertThat(desk.reasons(Action.LOG_EXPORTED)).containsExactly("2 entries as CSV: order:72");
    }

    @Test
    void where_there_is_nothing_no_file_is_sent_and_the_log_tells_who_asked() {
        look(alice, "export order:1");
        await().until(() -> alice.in(AuditDesk.CHANNEL).lastEphemeral().reads().contains("There are no entries"));
        assertThat(alice.directMessages()).isEmpty();
        assertThat(desk.reasons(Action.LOG_EXPORTED)).containsExactly("0 entries as CSV: order:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"as xls", "order:71 as pdf", "order:abc as csv"})
    void other_formats_and_queries_that_can_not_be_read_get_usage(String typed) {
        assertThat(look(alice, "export " + typed).text()).contains("`jsonl`");
        assertThat(desk.reasons(Action.LOG_EXPORTED)).isEmpty();
    }

    @Test
    void without_the_scope_they_are_told_and_no_file_stays_on_the_disk() throws IOException {
        letters();
        desk.slack().takesAway("files:write");
        look(alice, "export");
        await().until(() ->
                alice.in(AuditDesk.CHANNEL).lastEphemeral().reads().contains("lacks the scope `files:write`"));
        assertThat(look(alice, "export").text()).contains("lacks the scope `files:write`");
        // Tests beside this one make some, too, and take them away.
        await().until(() -> leftovers().isEmpty());
    }

    @Test
    void a_file_holds_the_newest_up_to_its_most_over_many_pages(@TempDir Path folder) throws IOException {
        desk.database().jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO audit_entry (entry_id, team_id, action, order_id, at)
                SELECT nextval('audit_entry_id'), ?, 'send.requested', g, now() - (g % 7) * interval '1 second' FROM generate_series(1, 3500) g""", desk.teamId()));
        Path file = folder.resolve("entries.jsonl");
        Question all = Question.all(desk.teamId());
        assertThat(new EntryFile(desk.database().jdbi(), 3500).write(all, Format.JSONL, file))
                .isEqualTo(new EntryFile.Written(3500, false));
        assertThat(Files.readAllLines(file)).hasSize(3500).doesNotHaveDuplicates();
        for (int most : new int[] {1, 999, 1000, 1001, 3499}) {
            assertThat(new EntryFile(desk.database().jdbi(), most).write(all, Format.JSONL, file))
                    .isEqualTo(new EntryFile.Written(most, true));
            assertThat(Files.readAllLines(file)).hasSize(most);
        }
    }

    private void letters() {
        desk.sent(
                alice,
                71,
                "www.example.com",
                "plaintext",
                "=cmd()@x.example",
                Action.SEND_REQUESTED,
                Action.MAIL_ACCEPTED);
        desk.sent(
                bruno, 72, "shop.example.com", "plaintext", "c@x.example", Action.SEND_REQUESTED, Action.MAIL_ACCEPTED);
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("cert-send-.*\\.file"))
                    .filter(file -> !before.contains(file))
                    .toList();
        }
    }

    private Answer look(Member who, String words) {
        Answer answer = who.in(AuditDesk.CHANNEL).types("/cert-audit " + words);
        assertThat(answer.isAck()).isTrue();
        return answer;
    }
}
