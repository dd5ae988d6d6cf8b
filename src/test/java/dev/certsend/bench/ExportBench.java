package dev.certsend.bench;

import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.export.Export;
import dev.certsend.export.Format;
import dev.certsend.export.WrongFile;
import dev.certsend.playground.LocalPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A million sealed entries out of the database, in each format, by a JVM that has 64 MB of heap. About five minutes: {@code mvn -q
 * test-compile exec:java -Dexec.mainClass=dev.certsend.bench.ExportBench}; with {@code -Dbench.entries=100000} a first try.
 */
public final class ExportBench {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int RUN = 8_192;

    private ExportBench() {}

    /** Without arguments the bench, with those of one export that. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            export(arguments[0], Format.valueOf(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path folder = Files.createTempDirectory("cert-send-bench");
        try (LocalPostgres postgres = LocalPostgres.migrated()) {
            fill(postgres.url());
            StringBuilder table = new StringBuilder(
                    "| format | time | its CPU | entries/s | file | peak heap |\n| --- | ---: | ---: | ---: | ---: | ---: |");
            for (Format format : Format.values()) {
                table.append('\n').append(measured(postgres.url(), format, folder));
            }
            System.out.println(ENTRIES + " entries, to reach: 60 s for 1,000,000, -Xmx64m\n\n" + table + "\n");
        }
    }

    private static String measured(String url, Format format, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(format.name());
        Path log = folder.resolve(format + ".log");
        Process process = Jvm.start(
                "-Xmx64m", List.of(ExportBench.class.getName(), url, format.name(), file.toString()), Map.of(), log);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the export failed, see " + log);
        }
        List<String> lines = Files.readAllLines(log);
        String[] figures = lines.get(lines.size() - 1).split(" ", -1);
        double seconds = Double.parseDouble(figures[0]);
        String row = String.format(
                Locale.ROOT,
                "| %s | %.1f s | %s s | %.0f | %d MB | %s MB |",
                format,
                seconds,
                figures[2],
                ENTRIES / seconds,
                Files.size(file) >> 20,
                figures[1]);
        Files.delete(file);
        return row;
    }

    private static void export(String url, Format format, Path file) throws IOException, WrongFile {
        long began = System.nanoTime();
        try (Database database = new Database(DatabaseSettings.parse(url), 1)) {
            Export export = new Export(database.jdbi(), (done, total) -> {});
            long written = export.to(file, false, new Export.Wanted(format, null, null))
                    .written();
            if (written != database.jdbi().withHandle(ExportBench::count)) {
                throw new IllegalStateException("only " + written + " were written");
            }
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        double cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        System.out.printf(Locale.ROOT, "%.3f %d %.1f%n", (System.nanoTime() - began) / 1e9, peak >> 20, cpu);
    }

    /** What is sealed. */
    private static long count(Handle handle) {
        return handle.createQuery("SELECT sum(cardinality(entry_ids)) FROM audit_run")
                .mapTo(Long.class)
                .one();
    }

    /** As a year's worth would be; the index of words, which no export reads, is left out. */
    private static void fill(String url) throws SQLException {
        DatabaseSettings settings = DatabaseSettings.parse(url);
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX audit_entry_by_word");
            statement.execute("SELECT audit_make_month((date_trunc('month', now() AT TIME ZONE 'UTC')"
                    + " - make_interval(months => ago))::date) FROM generate_series(1, 12) AS ago");
            statement.execute("""
                    INSERT INTO audit_entry (entry_id, at, team_id, action, outcome, actor_id, actor_name, requester_id,
                        order_id, certificate_id, certificate_name, send_id, delivery_id, mode, request_reference,
                        recipient, reason, salt)
                    SELECT n, date_trunc('month', now()) - interval '300 days' + n * interval '300 days' / %1$d, 'T0123456',
                        CASE n %% 4 WHEN 0 THEN 'mail.attempted' WHEN 1 THEN 'send.requested' ELSE 'mail.accepted' END,
                        CASE WHEN n %% 4 > 0 THEN 'done' END, 'U0123456' || n %% 100, 'Somebody ' || n %% 100,
                        'U0123456' || n %% 100, n / 4, n / 4, 'host' || n / 4 || '.example.com', gen_random_uuid(),
                        gen_random_uuid(), 'attachment', 'ref' || n, 'person' || n || '@example.net',
                        'the mail server took it: 250 2.0.0 Ok: queued as ' || n, uuid_send(gen_random_uuid())
                    FROM generate_series(0, %1$d - 1) AS n""".formatted(ENTRIES));
            statement.execute("""
                    INSERT INTO audit_run (first_position, entry_ids, leaves, first_at, last_at)
                    SELECT min(entry_id), array_agg(entry_id ORDER BY entry_id),
                        decode(repeat('00', 32 * count(*)::int), 'hex'), min(at), max(at)
                    FROM audit_entry GROUP BY entry_id / %d""".formatted(RUN));
            statement.execute("ANALYZE");
        }
    }
}
