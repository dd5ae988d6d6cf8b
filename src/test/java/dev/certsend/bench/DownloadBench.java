package dev.certsend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * How fast links are answered: pages and files of a million links, each use written down first, beside a server that does
 * nothing. About five minutes: {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.certsend.bench.DownloadBench};
 * with {@code -Dbench.links=10000 -Dbench.first=2000 -Dbench.seconds=6 -Dbench.step=1} a first try of one.
 */
public final class DownloadBench {
    private static final int LINKS = Integer.getInteger("bench.links", 1_000_000);
    private static final int CERTIFICATES = Integer.getInteger("bench.certificates", 300);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));

    /** Enough that what is made once is made, and caches are full. */
    private static final int FIRST = Integer.getInteger("bench.first", 10_000);

    private static final int STEADY = 500;
    private static final int MISSES = 200;
    private static final int SAMPLES = 100;

    private final Surroundings around;
    private final Path logs;
    private final Map<String, String> environment;
    private final Report report = new Report();
    private long right;
    private int wrong;

    private DownloadBench(Surroundings around, Path logs) {
        this.around = around;
        this.logs = logs;
        environment = new HashMap<>(around.environment());
        environment.put("TRUSTED_PROXIES", "127.0.0.1,::1");
    }

    public static void main(String[] arguments) throws IOException {
        try (Surroundings around = new Surroundings(1)) {
            Path logs = Files.createTempDirectory("cert-send-bench");
            System.out.println("The servers' output is in " + logs);
            new DownloadBench(around, logs).run();
        }
    }

    private void run() {
        server("dev.certsend.Main", "serve", "web").close();
        DownloadTable table = DownloadTable.fill(around, LINKS, CERTIFICATES);
        say(LINKS + " links, durable: " + around.isDurable());
        DownloadRequests requests = new DownloadRequests(table);
        try (ServerProcess program = server("dev.certsend.Main", "serve", "web");
                ServerProcess empty = server("dev.certsend.bench.EmptyServer")) {
            Turns turns = new Turns(program, empty);
            samples(program, table, requests);
            noted(turns.answered(
                    STEADY, Duration.ofSeconds(Math.max(3, FIRST / STEADY)), due -> requests.pageOrFile()));
            double heapAtFirst = program.heapMegabytes();
            say("warmed up");
            sustained(program, empty, requests);
            steady(turns, requests);
            misses(program, requests);
            samples(program, table, requests);
            report.ours(
                    "heap after " + (FIRST + SAMPLES * 2) + " answers and a full collection", heapAtFirst, "MB", "");
            report.ours("the same after " + right + " answers", program.heapMegabytes(), "MB", "flat");
            report.both(
                    "resident memory afterwards",
                    program.residentMegabytes(),
                    empty.residentMegabytes(),
                    "MB",
                    "<= 300 MB");
            checked();
        }
        System.out.println("\n" + report.markdown() + "\n");
    }

    /** That the answers are what each link is for; the loads look at no more than status and length. */
    private void samples(ServerProcess program, DownloadTable table, DownloadRequests requests) {
        try (KeptConnection connection = new KeptConnection(program.port())) {
            for (int i = 0; i < SAMPLES; i++) {
                int link = (int) ((long) i * LINKS / SAMPLES);
                KeptConnection.Answer page = connection.exchange(requests.page(link));
                boolean found = page.status() == 200
                        && page.body()
                                .contains(table.chain(link).facts().names().get(0));
                KeptConnection.Answer file = connection.exchange(requests.file(link));
                boolean given = file.status() == 200
                        && file.body().equals(table.chain(link).pem());
                right += (found ? 1 : 0) + (given ? 1 : 0);
                wrong += (found ? 0 : 1) + (given ? 0 : 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a link was not answered", e);
        }
    }

    private void sustained(ServerProcess program, ServerProcess empty, DownloadRequests requests) {
        Ladder nothing = Ladder.climb(empty, 4000, due -> requests.page());
        wrong += nothing.wrong();
        sustained("pages", program, due -> requests.page(), nothing);
        sustained("files", program, due -> requests.file(), nothing);
    }

    private void sustained(String what, ServerProcess program, LongFunction<byte[]> requests, Ladder empty) {
        PostgresCpu database = new PostgresCpu(Path.of(around.text("SHOW data_directory")));
        Ladder ours = Ladder.climb(program, 250, requests, true, database::millis);
        right += ours.right();
        wrong += ours.wrong();
        report.both(what + " sustained with p99 < 100 ms", ours.reached(), empty.reached(), "/s", ">= 2,000/s");
        report.both("CPU of the server for each at that rate", ours.cpuMillisEach(), empty.cpuMillisEach(), "ms", "");
        report.ours("CPU of PostgreSQL for each", ours.besideMillisEach(), "ms", "");
        report.both(
                "CPU of the load generator for each",
                ours.generatorMillisEach(),
                empty.generatorMillisEach(),
                "ms",
                "");
        say(what + " done");
    }

    private void steady(Turns turns, DownloadRequests requests) {
        Turns.Both both = noted(turns.answered(STEADY, MEASURED, due -> requests.pageOrFile()));
        String what = "pages and files at " + STEADY + "/s, ";
        Latencies ours = both.program().latencies();
        Latencies nothing = both.empty().latencies();
        report.both(what + "p50", ours.p50(), nothing.p50(), "ms", "");
        report.both(what + "p99", ours.p99(), nothing.p99(), "ms", "<= 20 ms");
        report.both(what + "longest", ours.longest(), nothing.longest(), "ms", "");
        report.both(
                "CPU of the server for each at that rate",
                both.program().cpuMillisEach(),
                both.empty().cpuMillisEach(),
                "ms",
                "");
        say("pages and files done");
    }

    /** Links that never were. They are no uses, so they don't count among the right answers. */
    private void misses(ServerProcess program, DownloadRequests requests) {
        double before = program.cpuMillis();
        Latencies missed =
                LoadGenerator.run(new Load(program.port(), MISSES, MEASURED.dividedBy(3), due -> requests.miss())
                        .withBodies()
                        .answered(404));
        wrong += missed.wrong();
        String what = "unknown links at " + MISSES + "/s, ";
        report.ours(what + "p50", missed.p50(), "ms", "");
        report.ours(what + "p99", missed.p99(), "ms", "");
        report.ours(what + "longest", missed.longest(), "ms", "");
        report.ours("CPU of the server for each", (program.cpuMillis() - before) / missed.count(), "ms", "");
        say("unknown links done");
    }

    private void checked() {
        long entries =
                around.number("SELECT count(*) FROM audit_entry WHERE action IN ('link.opened', 'link.downloaded')");
        long counted = around.number("SELECT sum(opened) + sum(downloaded) FROM link");
        long machines = around.number("SELECT sum(scanned) FROM link");
        report.ours("answers that were wrong", wrong, "", "0");
        report.ours("pages and files answered with 200", right, "", "");
        report.ours("entries of uses in the audit log", entries, "", Long.toString(right));
        report.ours("uses that the links count", counted, "", Long.toString(right));
        report.ours("uses taken for a machine's", machines, "", "0");
    }

    /** Every answer counts, those of the warm-up too. */
    private Turns.Both noted(Turns.Both both) {
        right += both.program().latencies().right();
        wrong += both.program().latencies().wrong() + both.empty().latencies().wrong();
        return both;
    }

    private ServerProcess server(String... mainAndArguments) {
        return ServerProcess.start(List.of(mainAndArguments), environment, logs.resolve("server.log"));
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
