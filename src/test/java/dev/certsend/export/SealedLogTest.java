package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedLogTest {
    private SealedTables tables;
    private SealedLog log;

    @SuppressWarnings("NullAway.Init")
    SealedLogTest() {}

    @BeforeEach
    void start() {
        tables = new SealedTables();
        log = new SealedLog(tables.jdbi());
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void what_is_not_sealed_waits_and_is_not_read() throws IOException {
        append(0, 3);
        assertThat(log.size()).isZero();
        assertThat(log.waiting()).isEqualTo(3);
        assertThat(read(0, 100)).isEmpty();
        tables.seal();
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.waiting()).isZero();
        assertThat(read(0, 100)).containsExactly("0 nr 0", "1 nr 1", "2 nr 2");
    }

    @Test
    void any_part_is_read_in_order_over_the_borders_of_runs() throws IOException {
        for (int run = 0; run < 4; run++) {
            append(run * 3, run * 3 + 3);
            tables.seal();
        }
        for (int from = 0; from <= 12; from++) {
            for (int until = from; until <= 13; until++) {
                assertThat(read(from, until)).isEqualTo(expected(from, Math.min(until, 12)));
            }
        }
        assertThat(read(12, 100)).isEmpty();
        assertThat(read(50, 100)).isEmpty();
    }

    @Test
    void more_than_a_page_is_read_page_by_page() throws IOException {
        append(0, 5_000);
        tables.seal();
        append(5_000, 5_010);
        tables.seal();
        assertThat(log.page(0, Long.MAX_VALUE).next()).isEqualTo(2_048);
        assertThat(read(0, Long.MAX_VALUE)).isEqualTo(expected(0, 5_010));
    }

    @Test
    void what_was_committed_late_stands_where_it_was_sealed() throws IOException {
        try (Handle late = tables.jdbi().open()) {
            late.begin();
            AuditLog.append(late, List.of(entry(100)));
            append(0, 2);
            tables.seal();
            late.commit();
        }
        append(2, 3);
        tables.seal();
        assertThat(read(0, 10)).containsExactly("0 nr 0", "1 nr 1", "2 nr 100", "3 nr 2");
    }

    @Test
    void the_entries_of_a_retired_month_leave_their_positions_free() throws IOException {
        append(0, 2);
        tables.seal();
        tables.change("SELECT audit_make_month('2020-01-01')");
        tables.change(
                "WITH moved AS (INSERT INTO audit_entry (entry_id, at, team_id, action) VALUES (nextval('audit_entry_id'), '2020-01-05Z', '', 'old')"
                        + " RETURNING entry_id, at) INSERT INTO audit_unsealed SELECT entry_id, at, sha256('') FROM moved");
        tables.seal();
        append(2, 3);
        tables.seal();
        assertThat(read(0, 10)).hasSize(4);
        tables.change("ALTER TABLE audit_entry DETACH PARTITION audit_entry_2020_01");
        assertThat(read(0, 10)).containsExactly("0 nr 0", "1 nr 1", "3 nr 2");
        assertThat(log.page(2, 3)).isEqualTo(new SealedLog.Page(List.of(), 3));
    }

    @Test
    void a_moment_is_found_by_the_runs() {
        append(0, 2);
        tables.seal();
        Instant between = tables.jdbi().withHandle(handle -> handle.createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one());
        append(2, 4);
        tables.seal();
        assertThat(log.positionAt(Instant.EPOCH)).isZero();
        assertThat(log.positionAt(between)).isEqualTo(2);
        assertThat(log.positionAt(between.plusSeconds(3_600))).isEqualTo(4);
        assertThat(log.positionAfter(Instant.EPOCH)).isZero();
        assertThat(log.positionAfter(between)).isEqualTo(2);
        assertThat(log.positionAfter(between.plusSeconds(3_600))).isEqualTo(4);
    }

    private void append(int from, int until) {
        tables.append(
                IntStream.range(from, until).mapToObj(SealedLogTest::entry).toArray(Entry[]::new));
    }

    private static Entry entry(int number) {
        return Entry.of(Action.ACCESS_REFUSED, "T1").because("nr " + number);
    }

    private static List<String> expected(long from, long until) {
        return LongStream.range(from, until).mapToObj(at -> at + " nr " + at).toList();
    }

    private List<String> read(long from, long until) throws IOException {
        List<String> read = new ArrayList<>();
        log.forEach(from, until, (position, entry) -> read.add(position + " " + entry.reason()));
        return read;
    }
}
