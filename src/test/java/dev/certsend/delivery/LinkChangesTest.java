package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When uses of links are told. */
class LinkChangesTest {
    private static final long SPAN = 100_000_000;

    @ParameterizedTest
    @CsvSource({
        // seconds into the span, seconds until the job is due
        "0, 20",
        "7, 13",
        "14, 6",
    })
    void whenever_in_its_span_a_use_comes_first_the_job_is_due_after_the_last(int into, int due) {
        try (LocalPostgres postgres = LocalPostgres.migrated()) {
            Database database = postgres.connect(2);
            Instant now = Instant.ofEpochSecond(SPAN * 15 + into);
            UUID send = UUID.randomUUID();
            List<String> jobs = database.jdbi().inTransaction(transaction -> {
                transaction.execute("""
                        INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id,
                            certificate_id, certificate_name, mode, message)
                        VALUES (?, 'T1', 'V1', 'U1', 'Anna', 'en', 1, 1, 'www.example.com', 'downloadlink', '')""", send);
                new LinkChanges(() -> now).used(transaction, List.of(send));
                return transaction.createQuery("""
                                SELECT task_instance || ' in ' || extract(epoch FROM execution_time - now())::int
                                FROM scheduled_tasks""").mapTo(String.class).list();
            });
            assertThat(jobs).containsExactly(send + "/used-" + SPAN + " in " + due);
        }
    }
}
