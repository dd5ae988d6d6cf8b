package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.certsend.audit.AuditLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sealer takes, in which order, and what it refuses to sign. */
class SealerTest {
    private final SealedLogStage stage = new SealedLogStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_is_committed_late_is_sealed_late_and_never_passed_over() {
        try (Handle slow = stage.database.jdbi().open()) {
            slow.begin();
            AuditLog.append(slow, List.of(SealedLogStage.entry(0)));
            stage.append(5);
            stage.seal();
            assertThat(stage.verify().sealed()).isEqualTo(5);
            slow.commit();
        }
        stage.seal();
        Verification.Report report = stage.verify();
        assertThat(report.sealed()).isEqualTo(6);
        assertThat(report.found()).isZero();
    }

    @Test
    void what_is_rolled_back_leaves_no_gap() {
        try (Handle given = stage.database.jdbi().open()) {
            given.begin();
            AuditLog.append(given, List.of(SealedLogStage.entry(0)));
            given.rollback();
        }
        stage.append(3);
        stage.seal();
        assertThat(stage.verify().sealed()).isEqualTo(3);
        assertThat(stage.verify().found()).isZero();
    }

    @Test
    void many_append_and_several_seal_at_once() throws Exception {
        CountDownLatch appended = new CountDownLatch(3);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                stage.append(400);
                appended.countDown();
            }));
        }
        for (int i = 0; i < 2; i++) {
            Sealer own = stage.sealer(null, stage.key);
            all.add(CompletableFuture.runAsync(() -> {
                while (appended.getCount() > 0) {
                    own.turn();
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
        stage.seal();
        Verification.Report report = stage.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.sealed()).isEqualTo(1_200);
        assertThat(report.waiting()).isZero();
    }

    @Test
    void an_hour_without_entries_is_signed_too() {
        stage.seal();
        assertThat(stage.outside).hasSize(1);
        stage.seal();
        assertThat(stage.outside).hasSize(1);
        stage.attack("DELETE FROM audit_checkpoint");
        Checkpoint old = new Checkpoint(
                SealedLogStage.ORIGIN,
                0,
                stage.outside.get(0).checkpoint().root(),
                stage.outside.get(0).checkpoint().at().minusSeconds(3_601));
        stage.database.jdbi().useHandle(handle -> handle.createUpdate(
                        "INSERT INTO audit_checkpoint (size, root, at, note) VALUES (0, :root, :at, :note)")
                .bindMethods(old)
                .bind("note", Note.signed(old, List.of(stage.key)).text())
                .execute());
        stage.seal();
        assertThat(stage.outside).hasSize(2);
        assertThat(stage.outside.get(1).checkpoint().size()).isZero();
        assertThat(stage.verify().found()).isZero();
    }

    @Test
    void a_database_that_was_rolled_back_is_not_signed_by_whoever_remembers(@TempDir Path directory) throws Exception {
        stage.sealer = stage.sealer(directory, stage.key);
        stage.append(20);
        stage.seal();
        stage.append(20);
        stage.seal();
        stage.attack("""
                DELETE FROM audit_entry WHERE entry_id > 20; DELETE FROM audit_run WHERE first_position >= 20;
                DELETE FROM audit_checkpoint WHERE size > 20""");
        assertThat(stage.verify().found()).isZero();
        stage.append(30);
        for (Sealer each : List.of(stage.sealer, stage.sealer(directory, stage.key))) {
            assertThatThrownBy(each::turn)
                    .isInstanceOf(Sealer.Contradiction.class)
                    .hasMessageContaining("20 sealed entries")
                    .hasMessageContaining("rolled back");
        }
        assertThat(stage.verify().sealed()).isEqualTo(20);
        List<Note> kept = CheckpointFiles.read(directory, fault -> fail(fault));
        assertThat(kept).hasSize(2);
        assertThat(stage.verify(kept.toArray(new Note[0])).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.CHECKPOINT);
        assertThat(Files.readString(directory.resolve("latest.checkpoint")))
                .isEqualTo(kept.get(1).text());
    }

    @Test
    void a_backlog_is_sealed_in_one_turn_and_not_held_against_itself() {
        stage.append(2);
        stage.seal();
        stage.attack("""
                SELECT audit_make_month(date_trunc('month', now() - interval '1 day')::date);
                INSERT INTO audit_entry (entry_id, at, team_id, action)
                SELECT nextval('audit_entry_id'), now() - interval '1 day' + i * interval '1 ms', '', 'old'
                FROM generate_series(1, 8193) i;
                INSERT INTO audit_unsealed (entry_id, at) SELECT entry_id, at FROM audit_entry WHERE action = 'old';
                UPDATE audit_checkpoint SET at = at - interval '2 days',
                    note = regexp_replace(note, 'time [^Z]*', 'time ' || to_char(
                        at AT TIME ZONE 'UTC' - interval '2 days', 'YYYY-MM-DD"T"HH24:MI:SS.US'));
                UPDATE audit_entry SET at = at - interval '2 days' WHERE action <> 'old'""");
        stage.sealer = stage.sealer(null, stage.key);
        stage.append(1);
        stage.seal();
        assertThat(stage.outside).hasSize(2);
        assertThat(stage.verify().findings())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.BACKDATED, Finding.Kind.UNSEALED);
        assertThat(stage.verify().sealed()).isEqualTo(2 + 8_193 + 1);
    }

    @Test
    void a_clock_that_was_put_back_a_little_is_no_fault() {
        stage.append(1);
        stage.seal();
        Checkpoint good = stage.outside.get(0).checkpoint();
        Checkpoint ahead = new Checkpoint(
                good.origin(), good.size(), good.root(), good.at().plusSeconds(60));
        stage.database.jdbi().useHandle(handle -> handle.createUpdate(
                        "INSERT INTO audit_checkpoint (size, root, at, note) VALUES (:size, :root, :at, :note)")
                .bindMethods(ahead)
                .bind("note", Note.signed(ahead, List.of(stage.key)).text())
                .execute());
        stage.append(1);
        stage.seal();
        assertThat(stage.outside.get(1).checkpoint().at()).isEqualTo(ahead.at());
        assertThat(stage.verify().findings()).isEmpty();
    }

    @Test
    void a_checkpoint_file_that_was_torn_loses_what_was_torn(@TempDir Path directory) throws Exception {
        stage.sealer = stage.sealer(directory, stage.key);
        for (int i = 0; i < 3; i++) {
            stage.append(1);
            stage.seal();
            if (i == 0) {
                try (Stream<Path> files = Files.list(directory)) {
                    Path day = files.filter(file -> file.toString().endsWith(".checkpoints"))
                            .findAny()
                            .orElseThrow();
                    Files.writeString(day, "torn and", StandardOpenOption.APPEND);
                }
            }
        }
        List<String> unreadable = new ArrayList<>();
        assertThat(CheckpointFiles.read(directory, unreadable::add))
                .containsExactly(stage.outside.get(0), stage.outside.get(2));
        assertThat(unreadable).hasSize(1);
    }

    @Test
    void a_directory_that_is_full_keeps_nobody_from_sealing(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("no-directory"), "");
        stage.sealer = stage.sealer(file.resolve("below"), stage.key);
        stage.append(1);
        stage.seal();
        assertThat(stage.outside).hasSize(1);
        assertThat(stage.verify().sealed()).isEqualTo(1);
    }

    @Test
    void a_log_that_was_written_anew_is_not_signed() {
        stage.append(20);
        stage.seal();
        stage.attack("UPDATE audit_run SET leaves = overlay(leaves PLACING sha256('x') FROM 1)");
        stage.append(1);
        assertThatThrownBy(() -> stage.sealer.turn())
                .isInstanceOf(Sealer.Contradiction.class)
                .hasMessageContaining("not what was signed");
    }

    @Test
    void checkpoints_that_are_gone_are_missed() {
        stage.append(20);
        stage.seal();
        stage.attack("DELETE FROM audit_checkpoint");
        stage.append(1);
        assertThatThrownBy(() -> stage.sealer(null, stage.key).turn()).isInstanceOf(Sealer.Contradiction.class);
    }

    @Test
    void keys_are_changed_by_signing_with_both_for_a_while() {
        SigningKey next = SealedLogStage.newKey();
        stage.append(5);
        stage.seal();
        stage.sealer = stage.sealer(null, next, stage.key);
        stage.append(5);
        stage.seal();
        assertThat(stage.verify().found()).isZero();
        stage.sealer = stage.sealer(null, next);
        stage.append(5);
        stage.seal();
        assertThat(stage.verify().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.SIGNATURE);
        assertThat(verifiedBy(next, stage.key).found()).isZero();
    }

    private Verification.Report verifiedBy(SigningKey... keys) {
        List<PublicKey> trusted =
                List.of(keys).stream().map(SigningKey::publicKey).toList();
        return new Verification(stage.database.jdbi(), trusted, List.of(), (seen, size) -> {}).run();
    }

    @Test
    void without_a_key_all_is_sealed_and_nothing_signed() {
        stage.sealer = stage.sealer(null);
        stage.append(5);
        stage.seal();
        assertThat(stage.outside.get(0).signatures()).isEmpty();
        assertThat(verifiedBy().found()).isZero();
        assertThat(stage.verify().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.SIGNATURE);
    }

    @Test
    void what_was_written_before_there_were_leaves_gets_its_own() {
        stage.append(9);
        stage.attack("UPDATE audit_unsealed SET leaf = NULL");
        stage.seal();
        assertThat(stage.verify().sealed()).isEqualTo(9);
        assertThat(stage.verify().found()).isZero();
    }

    @Test
    void a_checkpoint_of_another_log_from_outside_is_found() {
        stage.append(5);
        stage.seal();
        Checkpoint good = stage.outside.get(0).checkpoint();
        byte[] root = good.root().clone();
        root[0] ^= 1;
        Note other = Note.signed(new Checkpoint(good.origin(), good.size(), root, good.at()), List.of(stage.key));
        assertThat(stage.verify(other).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CHECKPOINT);
        Note unsigned = Note.signed(good, List.of(SealedLogStage.newKey()));
        assertThat(stage.verify(unsigned).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.SIGNATURE);
    }
}
