package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Blotting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody's address goes, and the tree stays. */
class BlottingTest {
    private final SealedLogStage stage = new SealedLogStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_address_is_blotted_out_of_sealed_and_unsealed_entries_and_all_still_verifies() {
        stage.append(400);
        stage.seal();
        stage.append(40);
        assertThat(naming("bob@example")).isEqualTo(110);
        assertThat(new Blotting(stage.database.jdbi()).blot("BOB@Example.com")).isEqualTo(110);
        assertThat(naming("bob@example")).isZero();
        assertThat(naming("carol")).isEqualTo(110);
        stage.seal();
        Verification.Report report = stage.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.sealed()).isEqualTo(440 + 8);
    }

    @Test
    void nobody_is_no_entry() {
        stage.append(4);
        assertThat(new Blotting(stage.database.jdbi()).blot("nobody@example.com"))
                .isZero();
        stage.seal();
        assertThat(stage.verify().sealed()).isEqualTo(4);
    }

    private long naming(String what) {
        return stage.database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM audit_entry a WHERE position(:what IN lower(a::text)) > 0")
                .bind("what", what)
                .mapTo(Long.class)
                .one());
    }
}
