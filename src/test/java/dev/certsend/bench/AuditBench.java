package dev.certsend.bench;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.Outcome;
import dev.certsend.audit.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Ten million entries over 24 months: how soon {@code /cert-audit} answers each kind of query, beside the search alone and
 * beside a server that does nothing. The filling takes about a quarter of an hour, and 5 GB: {@code mvn -q test-compile
 * exec:java -Dexec.mainClass=dev.certsend.bench.AuditBench}; with {@code -Dbench.entries=1000000} a first try.
 */
public final class AuditBench {
    private static final long ENTRIES = Long.getLong("bench.entries", 10_000_000);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 9));
    private static final int ALONE = 200;
    private static final int PER_SECOND = 50;
    private static final String AUDITOR = SlackForms.person(1);

    private final Surroundings around;
    private final Path logs;
    private final Map<String, String> environment;
    private final Report report = new Report();
    private int wrong;

    private AuditBench(Surroundings around, Path logs) {
        this.around = around;
        this.logs = logs;
        environment = new HashMap<>(around.environment());
        environment.put("AUDITORS", AUDITOR);
    }

    public static void main(String[] arguments) throws IOException {
        try (Surroundings around = new Surroundings(200)) {
            Path logs = Files.createTempDirectory("cert-send-bench");
            System.out.println("The servers' output is in " + logs);
            new AuditBench(around, logs).run();
        }
    }

    /** What is typed, and the same as the search is asked. */
    private record Asked(String typed, Question question) {}

    private void run() {
        try (ServerProcess program = server("dev.certsend.Main", "serve");
                ServerProcess empty = server("dev.certsend.bench.EmptyServer")) {
            around.people();
            AuditEntries.fill(around, ENTRIES, FastSlack.TEAM);
            System.out.println("filled");
            report.ours("entries", around.number("SELECT count(*) FROM audit_entry"), "", "");
            OrderRequests requests = new OrderRequests(around.slack());
            SlackRequest request = new SlackRequest(around.signingSecret());
            Turns turns = new Turns(program, empty);
            for (Asked asked : asked()) {
                Turns.Both both = turns.answered(
                        PER_SECOND,
                        MEASURED,
                        due -> request.of(requests.command("/cert-audit", AUDITOR, asked.typed())));
                wrong += both.program().latencies().wrong();
                report.both(
                        "`/cert-audit " + asked.typed() + "`, p99",
                        both.program().latencies().p99(),
                        both.empty().latencies().p99(),
                        "ms",
                        "p50 " + Report.figure(both.program().latencies().p50(), "ms") + ", search alone p50/p99 "
                                + alone(asked.question()) + ", <= 10 ms or <= 3x empty");
                System.out.println(asked.typed() + " done");
            }
            report.ours("answers that were wrong", wrong, "", "0");
        }
        System.out.println("\n" + report.markdown() + "\n");
    }

    private static List<Asked> asked() {
        String often = SlackForms.person(7);
        return List.of(
                new Asked("", question(null, null, Set.of(), Set.of())),
                new Asked(
                        "order:2123456",
                        question(null, null, Set.of(), Set.of()).about(2_123_456)),
                new Asked("by:<@" + often + ">", question(often, null, Set.of(), Set.of())),
                new Asked(
                        "by:<@" + AuditEntries.LONG_AGO + ">",
                        question(AuditEntries.LONG_AGO, null, Set.of(), Set.of())),
                new Asked(
                        "to:user777@customer-777.example",
                        question(null, "user777@customer-777.example", Set.of(), Set.of())),
                new Asked("action:mail.rejected", question(null, null, Set.of(Action.MAIL_REJECTED), Set.of())),
                new Asked("action:link.extended", question(null, null, Set.of(Action.LINK_EXTENDED), Set.of())),
                new Asked("outcome:failed", question(null, null, Set.of(), Set.of(Outcome.FAILED))),
                new Asked("greylisted", question(null, null, Set.of(), Set.of(), "greylisted")),
                new Asked("mailbox unavail", question(null, null, Set.of(), Set.of(), "mailbox", "unavail")),
                new Asked(AuditEntries.RARE_WORD, question(null, null, Set.of(), Set.of(), AuditEntries.RARE_WORD)),
                new Asked("nothingatall", question(null, null, Set.of(), Set.of(), "nothingatall")),
                new Asked(
                        "greylisted unavailable",
                        question(null, null, Set.of(), Set.of(), "greylisted", "unavailable")));
    }

    private static Question question(
            @Nullable String person,
            @Nullable String recipient,
            Set<Action> actions,
            Set<Outcome> outcomes,
            String... words) {
        return new Question(
                FastSlack.TEAM,
                null,
                null,
                person,
                recipient,
                null,
                actions,
                null,
                outcomes,
                null,
                null,
                List.of(words));
    }

    /** What the search takes by itself, one after the other on one connection, as "p50/p99 ms". */
    private String alone(Question question) {
        long[] nanos = new long[ALONE];
        try (Connection connection = DriverManager.getConnection(around.jdbcUrl())) {
            AuditSearch search = new AuditSearch(Jdbi.create(connection).installPlugin(new PostgresPlugin()));
            for (int i = -ALONE / 4; i < ALONE; i++) {
                long began = System.nanoTime();
                search.find(question, null, 11);
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - began;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Latencies latencies = Latencies.of(nanos);
        return Report.figure(latencies.p50(), "") + "/" + Report.figure(latencies.p99(), "ms");
    }

    private ServerProcess server(String... mainAndArguments) {
        return ServerProcess.start(List.of(mainAndArguments), environment, logs.resolve("server.log"));
    }
}
