package dev.certsend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short half of the matrix: some of each kind of fault, and not for long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultStoryTest {
    private static final long SEED = 1;

    private Rig rig;

    @BeforeAll
    void makeReady() {
        rig = new Rig(Folders.temporary());
    }

    @AfterAll
    void clearUp() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill -9 with the dot committed and not sent",
                "kill -9 after the dot",
                "kill -9 before the outcome's commit",
                "PostgreSQL: kill -9",
                "relay: every fault by chance",
                "network to database: cut before a claim's commit is answered",
                "SIGSTOP for longer than the lease"
            })
    void keeps_every_promise(String name) throws Exception {
        Fault fault = FaultMatrix.rows().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (Run run = rig.run(fault, Scale.SHORTEST, SEED)) {
            fault.course().run(run);
            Verdict verdict = run.verdict();
            assertThat(verdict.broken()).isEmpty();
            assertThat(verdict.deliveries()).isPositive();
        }
    }
}
