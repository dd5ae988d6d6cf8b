package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void is_found(Attack attack) {
        stage.attack(attack.sql);
        Verification.Report report = stage.verify();
        assertThat(report.found()).as(attack.name()).isPositive();
        assertThat(report.findings()).extracting(Finding::kind).contains(attack.kind);
    }
}
