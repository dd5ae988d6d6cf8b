package dev.certsend.bench;

import dev.certsend.orders.OrderQuery;
import dev.certsend.orders.OrderSearch;
import dev.certsend.orders.Position;
import dev.certsend.orders.UnreadQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A million orders: how long a full sync takes, an incremental one, and how soon the picker and {@code /cert-orders} answer,
 * beside the search alone and beside a server that does nothing. About fifteen minutes: {@code mvn -q test-compile exec:java
 * -Dexec.mainClass=dev.certsend.bench.OrdersBench}; with {@code -Dbench.orders=20000} a first try.
 */
public final class OrdersBench {
    private static final int ORDERS = Integer.getInteger("bench.orders", 1_000_000);
    private static final int CHANGES = 1000;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 9));
    private static final int ALONE = 200;
    private static final long INDEX_UNIT = 1024 * 1024;

    private final Surroundings around;
    private final Path logs;
    private final Map<String, String> environment;
    private final Report report = new Report();
    private final OrderRequests forms;
    private final SlackRequest request;
    private int wrong;

    private OrdersBench(Surroundings around, Path logs) {
        this.around = around;
        this.logs = logs;
        environment = new HashMap<>(around.environment());
        environment.put("CERTCENTRAL_SYNC_EVERY", "12h");
        forms = new OrderRequests(around.slack());
        request = new SlackRequest(around.signingSecret());
    }

    public static void main(String[] arguments) throws IOException {
        try (Surroundings around = new Surroundings(ORDERS)) {
            Path logs = Files.createTempDirectory("cert-send-bench");
            System.out.println("The servers' output is in " + logs);
            new OrdersBench(around, logs).run();
        }
    }

    private void run() {
        syncs();
        indexes();
        around.people();
        try (ServerProcess program = server("dev.certsend.Main", "serve");
                ServerProcess empty = server("dev.certsend.bench.EmptyServer")) {
            SlackForms opening = new SlackForms(around.slack(), List.of());
            LoadGenerator.run(
                    new Load(program.port(), 100, Duration.ofSeconds(2), due -> request.of(opening.command(due))));
            Turns turns = new Turns(program, empty);
            List<String> texts = texts();
            for (String text : texts) {
                turns.answered(100, WARM_UP.dividedBy(texts.size() / 3), due -> suggestion(text));
            }
            texts.forEach(text -> typed(turns, text));
            pages(program);
            report.ours("answers that were wrong", wrong, "", "0");
            report.ours("resident memory afterwards", program.residentMegabytes(), "MB", "<= 300 MB");
        }
        System.out.println("\n" + report.markdown() + "\n");
    }

    private void syncs() {
        CommandRun full = sync("--full");
        long mirrored = around.number("SELECT count(*) FROM cert_order WHERE gone_at IS NULL");
        report.ours("full sync of " + mirrored + " orders", full.seconds(), "s", "<= 240 s");
        report.ours("memory of the full sync, at most", full.megabytes(), "MB", "<= 300 MB");
        around.certCentral().changeMany(CHANGES);
        CommandRun changes = sync();
        report.ours(
                "incremental sync of " + CHANGES + " changes, its JVM's start included",
                changes.seconds(),
                "s",
                "<= 10 s");
        wrong += full.exit() + changes.exit();
        say("synced: " + full + " " + changes);
    }

    private CommandRun sync(String... options) {
        List<String> command = new ArrayList<>(List.of("dev.certsend.Main", "sync"));
        command.addAll(List.of(options));
        return CommandRun.of(command, environment, logs.resolve("sync.log"));
    }

    private void indexes() {
        around.execute("VACUUM ANALYZE cert_order");
        long table = around.number("SELECT pg_table_size('cert_order')") / INDEX_UNIT;
        long trigrams = around.number("SELECT pg_relation_size('cert_order_searched_sendable')"
                        + " + pg_relation_size('cert_order_searched_other')")
                / INDEX_UNIT;
        long all = around.number("SELECT pg_indexes_size('cert_order')") / INDEX_UNIT;
        report.ours("table cert_order", table, "MB", "");
        report.ours("its two text indexes", trigrams, "MB", "");
        report.ours("all its indexes", all, "MB", "");
    }

    /** One text each of what people type; those that depend on the data are taken from it. */
    private List<String> texts() {
        String serial = around.text("SELECT lower(serial_number) FROM cert_order WHERE sendable OFFSET 777 LIMIT 1");
        String order = around.text("SELECT order_id::text FROM cert_order WHERE NOT sendable OFFSET 7777 LIMIT 1");
        return List.of(
                "a",
                "com",
                "www",
                serial.substring(12, 15),
                serial.substring(12, 18),
                order.substring(0, 4),
                order.substring(0, 7),
                "shop lake",
                "vpn staging",
                "river",
                "bücher",
                "qz",
                "zqxwvut",
                "x".repeat(200),
                "status:expired www");
    }

    private void typed(Turns turns, String text) {
        Turns.Both both = turns.answered(100, MEASURED, due -> suggestion(text));
        wrong += both.program().latencies().wrong();
        String shown = text.length() > 30 ? text.substring(0, 5) + "… (" + text.length() + ")" : text;
        report.both(
                "picker, `" + shown + "`, p99",
                both.program().latencies().p99(),
                both.empty().latencies().p99(),
                "ms",
                "p50 " + Report.figure(both.program().latencies().p50(), "ms") + ", search alone p50/p99 "
                        + alone(text, null) + ", <= 8 ms or <= 2x empty");
        say(text + " done");
    }

    /**
     * A list, and the same in SQL, which tells which order is how deep in it.
     *
     * @param where null for a list that is looked at from its beginning only
     */
    private record Listed(String query, @Nullable String where, String order) {}

    private void pages(ServerProcess program) {
        String newest = "by_issued DESC, order_id DESC";
        for (Listed listed : List.of(
                new Listed("", "true", newest),
                new Listed("www", "searched LIKE '%www%'", newest),
                new Listed("river sort:name", "searched LIKE '%river%'", "by_name, order_id"),
                new Listed("status:expired", "status = 'expired'", newest),
                new Listed("status:expired sort:-expires", "status = 'expired'", "by_expires DESC, order_id DESC"),
                new Listed("type:ev", "validation = 'ev'", newest),
                new Listed(
                        "expires:<30d",
                        "valid_till BETWEEN current_date AND current_date + 30",
                        "by_expires, order_id"),
                new Listed("product:ssl_ev_basic status:revoked", null, newest),
                new Listed("container:division", null, newest),
                new Listed("issued:<7d sort:name", null, newest),
                new Listed("expires:<30d sort:-issued", null, newest),
                new Listed("org:lake type:dv sort:-expires", null, newest),
                new Listed("bücher", null, newest),
                new Listed("zqxwvut", null, newest))) {
            Latencies first = LoadGenerator.run(new Load(
                            program.port(), 50, MEASURED.dividedBy(3), due -> request.of(forms.command(listed.query())))
                    .withBodies());
            wrong += first.wrong();
            report.ours("`/cert-orders " + listed.query() + "`, first page, p99", first.p99(), "ms", "<= 50 ms");
            if (listed.where() != null) {
                deep(program, listed);
            }
            say(listed.query() + " done");
        }
    }

    /** From the press of <em>Next</em> to the page at Slack, in the list's middle and near its end. */
    private void deep(ServerProcess program, Listed listed) {
        long length = around.number("SELECT count(*) FROM cert_order WHERE gone_at IS NULL AND " + listed.where());
        for (long depth : new long[] {length / 2, length * 99 / 100}) {
            String sorted = " FROM cert_order WHERE gone_at IS NULL AND " + listed.where() + " ORDER BY sendable DESC, "
                    + listed.order() + " OFFSET " + depth + " LIMIT 1";
            long order = around.number("SELECT order_id" + sorted);
            boolean sendable = around.number("SELECT sendable::int" + sorted) == 1;
            around.slack().takeAnswers();
            Latencies acks = LoadGenerator.run(new Load(
                    program.port(),
                    50,
                    MEASURED.dividedBy(3),
                    due -> request.of(forms.next(listed.query(), order, sendable, due))));
            wrong += acks.wrong();
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (around.slack().answers() < acks.count() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            Latencies arrived = around.slack().takeAnswers();
            wrong += acks.count() - arrived.count();
            report.ours(
                    "`/cert-orders " + listed.query() + "`, behind order " + depth + " of its list, p99",
                    arrived.p99(),
                    "ms",
                    "<= 50 ms; search alone p50/p99 " + alone(listed.query(), new Position(order, sendable, true)));
        }
    }

    /** What the search takes by itself, one after the other on one connection, as "p50/p99 ms". */
    private String alone(String text, @Nullable Position position) {
        long[] nanos = new long[ALONE];
        try (Connection connection = DriverManager.getConnection(around.jdbcUrl())) {
            OrderSearch search = new OrderSearch(Jdbi.create(connection));
            OrderQuery query = OrderQuery.read(text);
            for (int i = -ALONE / 4; i < ALONE; i++) {
                long began = System.nanoTime();
                if (position == null) {
                    search.first(query, 40);
                } else {
                    search.page(query, position, 10);
                }
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - began;
                }
            }
        } catch (UnreadQuery | SQLException e) {
            throw new IllegalStateException(e);
        }
        Latencies latencies = Latencies.of(nanos);
        return Report.figure(latencies.p50(), "") + "/" + Report.figure(latencies.p99(), "ms");
    }

    private byte[] suggestion(String text) {
        return request.of(forms.suggestion(text));
    }

    private ServerProcess server(String... mainAndArguments) {
        return ServerProcess.start(List.of(mainAndArguments), environment, logs.resolve("server.log"));
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
