package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slots of a real database. Time passes by moving what is written there into the past. */
class SendRateTest {
    private static final SendRate TWO_A_MINUTE = new SendRate(new Rate(2, Duration.ofMinutes(1)));

    @SuppressWarnings("NullAway.Init")
    private static LocalPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.migrated();
        database = postgres.connect(8);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        change("TRUNCATE smtp_slot");
    }

    @Test
    void no_more_may_begin_than_the_rate_allows() {
        assertThat(take(5)).isEqualTo(2);
        assertThat(take(5)).isZero();
    }

    @Test
    void what_is_not_asked_for_is_left_for_the_next() {
        assertThat(take(1)).isEqualTo(1);
        assertThat(take(5)).isEqualTo(1);
    }

    @Test
    void who_asks_and_begins_nothing_takes_nothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(database.jdbi().<Integer>inTransaction(handle -> TWO_A_MINUTE.free(handle, Via.SMTP, 4)))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_slot_is_free_again_when_the_span_is_over() {
        take(1);
        pass(Duration.ofSeconds(30));
        take(1);
        pass(Duration.ofSeconds(31));
        assertThat(take(5)).as("only the first is a minute old").isEqualTo(1);
    }

    @Test
    void what_fell_due_while_nobody_worked_does_not_leave_all_at_once() {
        take(2);
        pass(Duration.ofHours(1));
        assertThat(take(50)).isEqualTo(2);
    }

    @Test
    void a_clock_that_was_set_back_blocks_nobody() {
        take(2);
        pass(Duration.ofDays(-300));
        assertThat(take(5)).isEqualTo(2);
    }

    @Test
    void other_ways_and_no_rate_take_no_slot() {
        SendRate none = new SendRate(null);
        int other = database.jdbi().inTransaction(handle -> TWO_A_MINUTE.free(handle, Via.CERTCENTRAL, 7));
        int unlimited = database.jdbi().inTransaction(handle -> none.free(handle, Via.SMTP, 9));
        assertThat(List.of(other, unlimited)).containsExactly(7, 9);
        assertThat(take(2)).isEqualTo(2);
    }

    @Test
    void workers_side_by_side_share_the_rate() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> asks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                asks.add(() -> take(1));
            }
            int taken = 0;
            for (Future<Integer> each : workers.invokeAll(asks)) {
                taken += each.get();
            }
            assertThat(taken).isEqualTo(2);
        } finally {
            workers.shutdownNow();
        }
    }

    private static int take(int most) {
        return database.jdbi().inTransaction(handle -> {
            int free = TWO_A_MINUTE.free(handle, Via.SMTP, most);
            TWO_A_MINUTE.count(handle, Via.SMTP, free);
            return free;
        });
    }

    private static void pass(Duration time) {
        change("UPDATE smtp_slot SET slot_at = slot_at - ? * interval '1 second'", time.toSeconds());
    }

    private static void change(String sql, Object... arguments) {
        database.jdbi().useHandle(handle -> handle.execute(sql, arguments));
    }
}
