package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
    private static final Rate TWO_A_MINUTE = new Rate(2, Duration.ofMinutes(1));

    @SuppressWarnings("NullAway.Init")
    private static LocalPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    private final SendRate rate = new SendRate(database.jdbi(), TWO_A_MINUTE);

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
        change("TRUNCATE smtp_slot, delivery, send CASCADE");
    }

    @Test
    void letters_over_the_rate_wait_for_a_slot_each_of_its_own() {
        List<UUID> letters = letters(5);
        List<Long> minutes = letters.stream()
                .map(letter -> rate.wait(letter).map(Duration::toSeconds).orElse(-1L))
                .map(seconds -> Math.floorDiv(seconds + 30, 60L))
                .toList();
        assertThat(minutes).containsExactly(0L, 0L, 1L, 1L, 2L);
        noWindowHoldsMoreThanTwo(slots());
    }

    @Test
    void a_letter_keeps_its_slot_until_it_is_used() {
        letters(2).forEach(rate::wait);
        UUID third = letters(1).get(0);
        Duration wait = rate.wait(third).orElseThrow();
        assertThat(rate.wait(third).orElseThrow()).isLessThanOrEqualTo(wait);
        assertThat(slots()).hasSize(3);
        pass(Duration.ofSeconds(61));
        assertThat(rate.wait(third)).isEmpty();
        assertThat(slots()).hasSize(3);
    }

    @Test
    void every_attempt_takes_a_slot_of_its_own() {
        UUID letter = letters(1).get(0);
        assertThat(rate.wait(letter)).isEmpty();
        change("UPDATE delivery SET state = 'deferred', slot_at = NULL");
        assertThat(rate.wait(letter)).isEmpty();
        change("UPDATE delivery SET state = 'sending'");
        assertThat(rate.wait(letter)).as("after a worker died").isPresent();
        assertThat(slots()).hasSize(3);
    }

    @Test
    void what_fell_due_while_nobody_worked_does_not_leave_all_at_once() {
        List<UUID> letters = letters(6);
        letters.forEach(rate::wait);
        pass(Duration.ofHours(1));
        assertThat(letters.stream().filter(letter -> rate.wait(letter).isEmpty()))
                .hasSize(2);
        noWindowHoldsMoreThanTwo(texts("SELECT slot_at FROM delivery ORDER BY slot_at"));
        assertThat(slots()).as("old slots are cleaned").hasSize(6);
    }

    @Test
    void a_clock_that_was_set_back_blocks_nobody() {
        List<UUID> letters = letters(3);
        letters.forEach(rate::wait);
        pass(Duration.ofDays(-300));
        assertThat(rate.wait(letters(1).get(0))).isEmpty();
        assertThat(letters.stream().filter(letter -> rate.wait(letter).isEmpty()))
                .hasSize(1);
        noWindowHoldsMoreThanTwo(slots());
    }

    @Test
    void nobody_waits_longer_than_an_hour_without_asking_again() {
        SendRate slow = new SendRate(database.jdbi(), new Rate(1, Duration.ofHours(1)));
        List<UUID> letters = letters(3);
        letters.forEach(slow::wait);
        assertThat(slow.wait(letters.get(2))).contains(Duration.ofHours(1));
        assertThat(rate.wait(letters(1).get(0)))
                .as("another rate has no use for those slots")
                .isEmpty();
    }

    @Test
    void other_ways_settled_letters_and_no_rate_take_no_slot() {
        List<UUID> letters = letters(3);
        change("UPDATE delivery SET state = 'accepted'");
        assertThat(letters).allSatisfy(letter -> assertThat(rate.wait(letter)).isEmpty());
        change("UPDATE delivery SET state = 'queued'");
        change("UPDATE send SET via = 'certcentral'");
        assertThat(letters).allSatisfy(letter -> assertThat(rate.wait(letter)).isEmpty());
        change("UPDATE send SET via = 'smtp'");
        SendRate none = new SendRate(database.jdbi(), null);
        assertThat(letters).allSatisfy(letter -> assertThat(none.wait(letter)).isEmpty());
        assertThat(slots()).isEmpty();
    }

    @Test
    void workers_side_by_side_share_the_rate() throws Exception {
        List<UUID> letters = letters(40);
        ExecutorService workers = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> asks = new ArrayList<>();
            letters.forEach(letter -> asks.add(() ->
                    new SendRate(database.jdbi(), TWO_A_MINUTE).wait(letter).isEmpty()));
            int now = 0;
            for (Future<Boolean> each : workers.invokeAll(asks)) {
                now += each.get() ? 1 : 0;
            }
            assertThat(now).isEqualTo(2);
        } finally {
            workers.shutdownNow();
        }
        assertThat(slots()).hasSize(40);
        noWindowHoldsMoreThanTwo(slots());
    }

    private static void noWindowHoldsMoreThanTwo(List<Instant> slots) {
        for (int i = 2; i < slots.size(); i++) {
            assertThat(Duration.between(slots.get(i - 2), slots.get(i))).isGreaterThanOrEqualTo(TWO_A_MINUTE.span());
        }
    }

    private static List<UUID> letters(int count) {
        List<UUID> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            letters.add(id);
            change("""
                    INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, order_id,
                        certificate_id, certificate_name, mode, message)
                    VALUES (?, 'T1', ?::text, 'U1', 'Anna', 'en', 7, 8, 'www.example.com', 'attachment', '')""", id, id);
            change(
                    "INSERT INTO delivery (delivery_id, send_id, position, recipient) VALUES (?, ?, 0, 'a@b.example')",
                    id,
                    id);
        }
        return letters;
    }

    private static void pass(Duration time) {
        long seconds = time.toSeconds();
        change("UPDATE smtp_slot SET slot_at = slot_at - ? * interval '1 second'", seconds);
        change("UPDATE delivery SET slot_at = slot_at - ? * interval '1 second'", seconds);
    }

    private static List<Instant> slots() {
        return texts("SELECT slot_at FROM smtp_slot ORDER BY slot_at");
    }

    private static List<Instant> texts(String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Instant.class).list());
    }

    private static void change(String sql, Object... arguments) {
        database.jdbi().useHandle(handle -> handle.execute(sql, arguments));
    }
}
