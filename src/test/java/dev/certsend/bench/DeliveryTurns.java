package dev.certsend.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Queues full of letters, put in with one commit and watched until the last one is settled; each is counted afterwards. */
final class DeliveryTurns {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long NOW_AND_THEN = Duration.ofMillis(5).toNanos();

    private final Surroundings around;
    private final MailSink sink;
    private final PostgresCpu databaseCpu;
    private final List<String> untrue = new ArrayList<>();
    private int runs;

    /**
     * What is put in.
     *
     * @param channels over how many the sends are spread
     */
    record Shape(String title, DeliveryRows rows, int sends, int channels) {
        int letters() {
            return sends * rows.recipients();
        }
    }

    DeliveryTurns(Surroundings around, MailSink sink) {
        this.around = around;
        this.sink = sink;
        databaseCpu = new PostgresCpu(Path.of(around.text("SHOW data_directory")));
        quiet();
    }

    /** What was counted and did not fit. */
    List<String> untrue() {
        return untrue;
    }

    /** One queue full, with these workers running. */
    DeliveryTurn run(Shape shape, List<DeliveryWorker> workers) {
        String run = "run" + runs++;
        long before = sink.settledLetters();
        try (Connection connection = DriverManager.getConnection(around.jdbcUrl(), "postgres", "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String insert : shape.rows.insert(run, shape.sends, shape.channels)) {
                statement.execute(insert);
            }
            long lastEntry = number(statement, "SELECT max(entry_id) FROM audit_entry");
            double workersBefore = cpu(workers);
            double databaseBefore = databaseCpu.millis();
            long transactions = transactions();
            String wal = around.text("SELECT pg_current_wal_lsn()");
            connection.commit();
            long began = System.nanoTime();
            await(() -> sink.letters() > before);
            double first = (System.nanoTime() - began) / 1e9;
            await(() -> sink.letters() >= before + shape.letters());
            String accepted =
                    "SELECT count(*) FROM audit_entry WHERE action = 'mail.accepted' AND entry_id > " + lastEntry;
            await(() -> around.number(accepted) >= shape.letters());
            double seconds = (System.nanoTime() - began) / 1e9;
            DeliveryTurn turn = new DeliveryTurn(
                    shape.letters(),
                    seconds,
                    first,
                    cpu(workers) - workersBefore,
                    databaseCpu.millis() - databaseBefore,
                    transactions() - transactions,
                    around.number("SELECT pg_current_wal_lsn() - '" + wal + "'::pg_lsn"));
            check(shape, run, lastEntry, before);
            quiet();
            return turn;
        } catch (SQLException e) {
            throw new IllegalStateException("the queue can't be filled", e);
        }
    }

    /** That each letter left once, and that both the state and the entries say so. */
    private void check(Shape shape, String run, long lastEntry, long sunk) {
        expect(shape, "letters at the mail server", sink.settledLetters() - sunk);
        expect(shape, "deliveries accepted at the first attempt", around.number("""
                        SELECT count(*) FROM generate_series(0, %d) i JOIN delivery ON send_id = %s
                        WHERE state = 'accepted' AND attempt = 1 AND settled_at IS NOT NULL""".formatted(
                        shape.sends - 1, DeliveryRows.sendId(run))));
        for (String action : List.of("mail.attempted", "mail.accepted")) {
            expect(
                    shape,
                    "deliveries with an entry " + action,
                    around.number("SELECT count(DISTINCT delivery_id) FROM audit_entry WHERE action = '" + action
                            + "' AND entry_id > " + lastEntry));
        }
    }

    private void expect(Shape shape, String what, long counted) {
        if (counted != shape.letters()) {
            untrue.add(
                    String.format(Locale.ROOT, "%s: %d %s instead of %d", shape.title, counted, what, shape.letters()));
        }
    }

    /**
     * Confirmations that are still to be posted are forgotten: at one a second in each channel they would be for more than an hour.
     * Otherwise the tables are as autovacuum leaves them.
     */
    private void quiet() {
        around.execute("UPDATE confirmation SET due_at = NULL, slotted = false, shown_version = version "
                + "WHERE due_at IS NOT NULL");
        around.execute("DELETE FROM slack_pace");
        around.execute("VACUUM ANALYZE");
    }

    private long transactions() {
        return around.number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private static double cpu(List<DeliveryWorker> workers) {
        return workers.stream().mapToDouble(DeliveryWorker::cpuMillis).sum();
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the letters don't come to an end");
            }
            LockSupport.parkNanos(NOW_AND_THEN);
        }
    }
}
