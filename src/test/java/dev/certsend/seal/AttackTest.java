package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever rules the database can change everything in it, and be found out. */
class AttackTest {
    private final SealedLogStage stage = new SealedLogStage();

    @BeforeEach
    void seal() {
        stage.append(300);
        stage.seal();
        stage.append(300);
        stage.seal();
        stage.append(60);
        stage.seal();
        stage.append(40);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_log_that_nobody_touched_is_well() {
        Verification.Report report = stage.verify(stage.outside.toArray(new Note[0]));
        assertThat(report.findings()).isEmpty();
        assertThat(report.found()).isZero();
        assertThat(report.sealed()).isEqualTo(660);
        assertThat(report.waiting()).isEqualTo(40);
        assertThat(report.entries()).isEqualTo(700);
        assertThat(report.checkpoints()).isEqualTo(6);
    }

    /** Whoever may append can do so with a leaf, as the program does. */
    @ParameterizedTest
    @ValueSource(strings = {"- interval '16 minutes'", "+ interval '20 minutes'"})
    void an_entry_of_another_time_is_found(String shifted) {
        stage.attack("SELECT audit_make_month(date_trunc('month', now() - interval '1 day')::date)");
        stage.attack("""
                WITH forged AS (
                    INSERT INTO audit_entry (entry_id, at, team_id, action)
                    VALUES (nextval('audit_entry_id'), now() %s, 'T0LOG', 'mail.accepted') RETURNING entry_id, at)
                INSERT INTO audit_unsealed (entry_id, at) SELECT entry_id, at FROM forged""".formatted(shifted));
        stage.seal();
        stage.append(1);
        stage.seal();
        assertThat(stage.verify().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.BACKDATED);
    }

    @Test
    void a_tail_that_was_cut_with_all_that_tells_of_it_is_found_by_a_checkpoint_from_outside() {
        Note kept = stage.outside.get(2);
        stage.attack("""
                DELETE FROM audit_entry WHERE entry_id > 300; DELETE FROM audit_unsealed;
                DELETE FROM audit_run WHERE first_position >= 300; DELETE FROM audit_checkpoint WHERE size > 300;
                DELETE FROM audit_node WHERE (node + 1) << level > 300""");
        assertThat(stage.verify().findings()).isEmpty();
        assertThat(stage.verify(kept).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CHECKPOINT);
    }

    @ParameterizedTest
    @EnumSource
    void is_found(Attack attack) {
        stage.attack(attack.sql);
        Verification.Report report = stage.verify();
        assertThat(report.found()).as(attack.name()).isPositive();
        assertThat(report.findings()).extracting(Finding::kind).contains(attack.kind);
    }
}
