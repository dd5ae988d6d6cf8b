package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Blotting;
import dev.certsend.export.Export;
import dev.certsend.export.Format;
import dev.certsend.export.WrongFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own verification of the database, and a stranger's of what is exported from it, come to the same end. */
class TwoVerifiersTest {
    /** What does not show in an export: kept hashes and columns that only repeat what others say, and what is not sealed. */
    private static final Set<Attack> NOT_TO_BE_SEEN = EnumSet.of(
            Attack.INSERTS_BESIDE_THE_SEALER,
            Attack.INSERTS_UNDER_A_NUMBER_THAT_IS_THERE,
            Attack.INSERTS_FOR_TOMORROW,
            Attack.LETS_SOMETHING_WAIT,
            // Whoever has no checkpoints of his own has to believe those he is given.
            Attack.TAKES_THE_LAST_CHECKPOINTS,
            Attack.TAKES_ALL_CHECKPOINTS,
            Attack.CHANGES_A_HASH_OF_THE_TREE,
            Attack.DROPS_A_HASH_OF_THE_TREE,
            Attack.ADDS_A_HASH,
            Attack.FORGES_A_ROOT);

    private final SealedLogStage stage = new SealedLogStage();
    private final Path directory;

    TwoVerifiersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void look() {
        StrangersVerifier.assumeItRuns();
    }

    @BeforeEach
    void seal() {
        for (int count : new int[] {300, 300, 60}) {
            stage.append(count);
            stage.seal();
        }
        stage.append(40);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_log_that_nobody_touched_is_well_for_both_and_so_are_its_proofs() throws Exception {
        new Blotting(stage.database.jdbi()).blot(SealedLogStage.BOB);
        stage.seal();
        Path[] proofs = new Path[5];
        for (int i = 0; i < proofs.length; i++) {
            proofs[i] = Files.writeString(
                    directory.resolve(i + ".tlog-proof"),
                    Proof.of(stage.database.jdbi(), 1 + i * 170L).orElseThrow().text());
        }
        assertThat(stage.verify().findings()).isEmpty();
        StrangersVerifier.Verdict verdict = stranger(List.of(proofs));
        assertThat(verdict.lines()).isEmpty();
        assertThat(verdict.code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void both_find(Attack attack) throws Exception {
        stage.attack(attack.sql);
        assertThat(stage.verify().found()).isPositive();
        StrangersVerifier.Verdict verdict = stranger(List.of());
        assertThat(verdict.code())
                .as("%s: %s", attack, verdict.lines())
                .isEqualTo(NOT_TO_BE_SEEN.contains(attack) ? 0 : 1);
    }

    /** Of an export, with the checkpoints of the database. */
    private StrangersVerifier.Verdict stranger(List<Path> proofs) throws IOException, WrongFile, InterruptedException {
        Path log = directory.resolve("log.jsonl");
        new Export(stage.database.jdbi(), (done, total) -> {})
                .to(log, false, new Export.Wanted(Format.JSONL, null, null));
        List<String> notes = stage.database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT note FROM audit_checkpoint ORDER BY size, checkpoint_id")
                .mapTo(String.class)
                .list());
        Path checkpoints = Files.writeString(directory.resolve("all.checkpoints"), String.join("", notes));
        return StrangersVerifier.verify(
                log, List.of(checkpoints), List.of(stage.key.publicKey().text()), proofs);
    }
}
