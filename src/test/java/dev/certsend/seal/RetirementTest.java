package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Blotting;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.export.Retirement;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old months go to files, and what is left still proves itself. */
class RetirementTest {
    private static final LocalDate OLD = LocalDate.of(2025, 3, 1);

    private final SealedLogStage stage = new SealedLogStage();

    private final Path directory;

    RetirementTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void fill() {
        inMonth(OLD, 60);
        inMonth(OLD.plusMonths(1), 50);
        stage.append(40);
        stage.seal();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** As entries were appended that month, and not sealed until now. */
    private void inMonth(LocalDate month, int count) {
        stage.database.jdbi().useTransaction(transaction -> {
            transaction.execute("SELECT audit_make_month(?)", month);
            for (int i = 0; i < count; i++) {
                AuditLog.append(transaction, List.of(SealedLogStage.entry(i)));
            }
        });
        stage.attack("""
                UPDATE audit_entry SET at = '%s 12:00:00+00'::timestamptz + entry_id * interval '1 second'
                WHERE at > now() - interval '1 day' AND entry_id IN (SELECT entry_id FROM audit_unsealed);
                UPDATE audit_unsealed u SET at = e.at, leaf = NULL FROM audit_entry e WHERE e.entry_id = u.entry_id
                """.formatted(month));
    }

    @Test
    void a_month_is_in_the_file_and_out_of_the_database_and_all_still_verifies() throws IOException {
        Note before = stage.outside.get(stage.outside.size() - 1);
        Retirement retirement = new Retirement(stage.database.jdbi(), directory);
        assertThat(retirement.due(Instant.parse("2025-04-30T23:59:59Z"))).containsExactly(OLD);
        Retirement.Done done = retirement.retire(OLD);
        assertThat(done.entries()).isEqualTo(60);
        assertThat(done.file()).hasFileName("audit-2025-03.jsonl");
        List<String> lines = Files.readAllLines(done.file());
        assertThat(lines).hasSize(60);
        assertThat(new ObjectMapper().readTree(lines.get(59)).path("position").asLong())
                .isEqualTo(59);
        stage.seal();
        Verification.Report report = stage.verify(before);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(91);
        assertThat(report.sealed()).isEqualTo(151);
        assertThat(report.retired()).singleElement().asString().startsWith("2025-03: 60 entries");
        assertThat(Proof.of(stage.database.jdbi(), 70)).isPresent();
        assertThat(retirement.due(Instant.parse("2025-05-01T00:00:00Z"))).containsExactly(OLD.plusMonths(1));
    }

    @Test
    void a_month_that_tells_of_another_is_taken_out_too() throws IOException {
        Retirement retirement = new Retirement(stage.database.jdbi(), directory);
        retirement.retire(OLD);
        new Blotting(stage.database.jdbi()).blot(SealedLogStage.BOB);
        // As if all that had been said then.
        inMonth(OLD.plusMonths(1), 0);
        stage.seal();
        retirement.retire(OLD.plusMonths(1));
        stage.seal();
        assertThat(stage.verify().findings())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.MISSING, Finding.Kind.BLOTTED);
    }

    @Test
    void more_than_the_month_gone_is_found() throws IOException {
        new Retirement(stage.database.jdbi(), directory).retire(OLD);
        stage.seal();
        stage.attack("DELETE FROM audit_entry WHERE at < '2025-05-01'");
        assertThat(stage.verify().findings()).extracting(Finding::kind).contains(Finding.Kind.MISSING);
    }

    @Test
    void a_month_with_entries_that_are_not_sealed_stays() {
        inMonth(OLD, 2);
        assertThatThrownBy(() -> new Retirement(stage.database.jdbi(), directory).retire(OLD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only 60 are sealed");
        assertThat(directory).isEmptyDirectory();
        assertThat(entries()).isEqualTo(152);
    }

    @Test
    void a_file_that_is_there_is_not_written_over() throws IOException {
        Path file = Files.writeString(directory.resolve("audit-2025-03.jsonl"), "precious");
        assertThatThrownBy(() -> new Retirement(stage.database.jdbi(), directory).retire(OLD))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
        assertThat(entries()).isEqualTo(150);
    }

    private long entries() {
        try (Handle handle = stage.database.jdbi().open()) {
            return handle.createQuery("SELECT " + RecordedEntry.COLUMNS + " FROM audit_entry").mapToMap().stream()
                    .count();
        }
    }
}
