package dev.certsend.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL goes, comes back, throws sessions out, and lets nobody in. */
final class DatabaseFaults {
    private static final int PATIENCE = 150;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("PostgreSQL: kill -9", run -> gone(run, FaultDatabase::kill)),
                Fault.of("PostgreSQL: immediate restart", run -> gone(run, FaultDatabase::stopImmediately)),
                Fault.of("PostgreSQL: pg_terminate_backend, 5/s", DatabaseFaults::terminated),
                Fault.of("PostgreSQL: connections exhausted", DatabaseFaults::exhausted));
    }

    private interface End {
        void of(FaultDatabase database);
    }

    private static void gone(Run run, End end) {
        run.twoAtWork(Duration.ofSeconds(4L * run.scale().times()));
        for (int i = 0; i < run.scale().times(); i++) {
            Threads.last(Duration.ofMillis(500 + run.random().nextInt(1_000)));
            end.of(run.database());
            run.cut(2);
            Threads.last(Duration.ofSeconds(2));
            run.database().start();
        }
        run.settle(PATIENCE);
    }

    private static void terminated(Run run) {
        run.twoAtWork(run.scale().cut());
        long until = System.nanoTime() + run.scale().cut().toNanos();
        while (System.nanoTime() < until) {
            int ended = run.tables().texts("""
                            SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
                            WHERE datname = current_database() AND usename = ? ORDER BY random() LIMIT 1""", FaultDatabase.ROLE).size();
            run.cut(ended);
            Threads.last(BETWEEN);
        }
        run.settle(PATIENCE);
    }

    /** Every session of the workers ended, and each that becomes free taken before they get it. */
    private static void exhausted(Run run) throws SQLException {
        run.twoAtWork(run.scale().cut());
        List<Connection> held = new ArrayList<>();
        try {
            run.cut(2);
            long until = System.nanoTime() + run.scale().cut().toNanos();
            while (System.nanoTime() < until) {
                run.tables().texts("""
                        SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
                        WHERE datname = current_database() AND usename = ? AND application_name <> 'held'""", FaultDatabase.ROLE);
                hold(run, held);
                Threads.last(Duration.ofMillis(50));
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        run.settle(PATIENCE);
    }

    private static void hold(Run run, List<Connection> held) {
        try {
            while (true) {
                held.add(DriverManager.getConnection(
                        run.tables().url() + "&ApplicationName=held", FaultDatabase.ROLE, ""));
            }
        } catch (SQLException full) {
            // That was the last one; three are kept for the administrator.
        }
    }
}
