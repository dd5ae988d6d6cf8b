package dev.certsend.bench;

import dev.certsend.bench.DeliveryTurns.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many letters a second leave a full queue, each settled in the database with its entries in the audit log, beside Postfix
 * accepting and relaying as many of the same size. About twelve minutes, as root for Postfix's sake:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.certsend.bench.DeliveryBench -Dbench.postfix=/tmp/postfix}.
 *
 * <p>All in turns on one machine, to {@code smtp-sink} over four connections, fsync on on both sides. {@code -Dbench.deliveries} is
 * how many letters a turn has, {@code -Dbench.rounds} the number of turns of each, {@code -Dbench.finished} how many finished
 * deliveries the tables hold in the last part, {@code -Dbench.mode} the letters' mode, {@code attachment} where it isn't given. Ends with 1 if a count is wrong.
 */
public final class DeliveryBench {
    private static final int DELIVERIES = Integer.getInteger("bench.deliveries", 5_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int FINISHED = Integer.getInteger("bench.finished", 1_000_000);
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("bench.idle", 40));

    /** A JVM that is younger is still busy with itself. */
    private static final double WARM_SECONDS = 15;

    private static final int FEWEST_WARM_UPS = 3;
    private static final int MANY_CHANNELS = 100;

    private static final String POSTFIX = "Postfix";
    private static final String POSTFIX_AGAIN = "Postfix again";
    private static final String TWO_WORKERS = "the first, two workers with four connections each";
    private static final String ONE_BESIDE = "the first, one worker beside";
    private static final String ON_FULL_TABLES = "the first, on full tables";

    private final Surroundings around;
    private final MailPostfix postfix;
    private final Path logs;
    private final DeliveryTable table = new DeliveryTable();
    private final List<String> untrue = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    private DeliveryBench(Surroundings around, MailPostfix postfix, Path logs) {
        this.around = around;
        this.postfix = postfix;
        this.logs = logs;
    }

    public static void main(String[] arguments) throws IOException {
        Optional<MailPostfix> postfix = MailPostfix.find();
        if (postfix.isEmpty()) {
            System.out.println(MailPostfix.HOW_TO_GET);
            System.exit(1);
        }
        Path logs = Files.createTempDirectory("cert-send-bench");
        // Postfix's programs don't run as who started them.
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
        say("What the programs say is in " + logs);
        try (Surroundings around = new Surroundings(1)) {
            DeliveryBench bench = new DeliveryBench(around, postfix.orElseThrow(), logs);
            bench.run();
            if (!bench.untrue.isEmpty()) {
                say("\nFAILED:\n  " + String.join("\n  ", bench.untrue));
                System.exit(1);
            }
        }
    }

    private void run() throws IOException {
        DeliverySamples samples = DeliverySamples.make(around, logs);
        say("A letter has " + samples.letterBytes() + " bytes; durable: " + around.isDurable());
        Latencies idle = new DeliveryIdle(around, logs).measure(IDLE, untrue);
        result("pressed to letter at the mail server when idle, p50", idle.p50(), "ms", "<= 50 ms");
        result("the same, p99", idle.p99(), "ms", "<= 250 ms");
        result("the same, longest", idle.longest(), "ms", "");
        try (MailSink sink = new MailSink(postfix, logs);
                PostfixRelay rival = PostfixRelay.runs(postfix)
                        ? new PostfixRelay(postfix, sink, samples.letterBytes(), logs.resolve("postfix"))
                        : null) {
            if (rival == null) {
                say(PostfixRelay.HOW_TO_RUN);
            }
            DeliveryTurns turns = new DeliveryTurns(around, sink);
            full(samples, sink, turns, rival);
            untrue.addAll(turns.untrue());
        }
        say("\n" + table.markdown() + "\n\n| what | measured | to reach |\n| --- | ---: | --- |\n"
                + String.join("\n", results));
    }

    private void full(DeliverySamples samples, MailSink sink, DeliveryTurns turns, @Nullable PostfixRelay rival) {
        int many = samples.twenty().recipients();
        Shape singles = new Shape(DELIVERIES + " sends to one person each", samples.one(), DELIVERIES, 1);
        Shape twenties =
                new Shape(DELIVERIES / many + " sends to " + many + " each", samples.twenty(), DELIVERIES / many, 1);
        Shape channels =
                new Shape("the first, of " + MANY_CHANNELS + " channels", samples.one(), DELIVERIES, MANY_CHANNELS);
        try (DeliveryWorker worker = worker(sink)) {
            warmUp(turns, singles, List.of(worker));
            beside(rival, null);
            for (int i = 0; i < ROUNDS; i++) {
                for (Shape shape : List.of(singles, twenties, channels)) {
                    table.add(shape.title(), turns.run(shape, List.of(worker)));
                }
                beside(rival, POSTFIX);
            }
            result(singles.title(), table.perSecond(singles.title()), "/s", ">= 2,000/s");
            ratio("the same beside Postfix", singles.title(), POSTFIX, ">= 3");
            ratio(twenties.title() + " beside Postfix", twenties.title(), POSTFIX, ">= 3");
            twoWorkers(sink, turns, singles, worker);
            filled(samples, turns, singles, worker, rival);
        }
    }

    private void twoWorkers(MailSink sink, DeliveryTurns turns, Shape shape, DeliveryWorker worker) {
        try (DeliveryWorker second = worker(sink)) {
            worker.pause(true);
            warmUp(turns, shape, List.of(second));
            worker.pause(false);
            for (int i = 0; i < ROUNDS; i++) {
                table.add(TWO_WORKERS, turns.run(shape, List.of(worker, second)));
                second.pause(true);
                table.add(ONE_BESIDE, turns.run(shape, List.of(worker)));
                second.pause(false);
            }
        }
        ratio("two workers beside one", TWO_WORKERS, ONE_BESIDE, ">= 1");
    }

    private void filled(
            DeliverySamples samples,
            DeliveryTurns turns,
            Shape shape,
            DeliveryWorker worker,
            @Nullable PostfixRelay rival) {
        long began = System.nanoTime();
        around.execute("SET session_replication_role = replica; "
                + String.join("; ", samples.oneFinished().insert("finished", FINISHED, MANY_CHANNELS)));
        around.execute("VACUUM ANALYZE");
        // What filling left to write is nobody's burden.
        around.execute("CHECKPOINT");
        say(String.format(
                Locale.ROOT,
                "%d finished deliveries after %.0f s: %s",
                FINISHED,
                (System.nanoTime() - began) / 1e9,
                around.text("SELECT pg_size_pretty(pg_database_size(current_database()))")));
        turns.run(shape, List.of(worker));
        for (int i = 0; i < ROUNDS; i++) {
            table.add(ON_FULL_TABLES, turns.run(shape, List.of(worker)));
            beside(rival, POSTFIX_AGAIN);
        }
        String what = "beside " + FINISHED + " finished deliveries";
        result(what, table.perSecond(ON_FULL_TABLES), "/s", ">= 2,000/s");
        ratio(what + ", beside Postfix", ON_FULL_TABLES, POSTFIX_AGAIN, ">= 3");
        ratio(what + ", beside empty tables", ON_FULL_TABLES, shape.title(), "about 1");
    }

    private static void warmUp(DeliveryTurns turns, Shape shape, List<DeliveryWorker> workers) {
        double seconds = 0;
        for (int i = 0; i < FEWEST_WARM_UPS || seconds < WARM_SECONDS; i++) {
            DeliveryTurn turn = turns.run(shape, workers);
            seconds += turn.seconds();
            say(String.format(Locale.ROOT, "warming up: %.0f/s", turn.perSecond()));
        }
    }

    /** @param as null where it is not to be noted */
    private void beside(@Nullable PostfixRelay rival, @Nullable String as) {
        if (rival != null) {
            DeliveryTurn turn = rival.run(DELIVERIES, untrue);
            if (as != null) {
                table.add(as, turn);
            }
        }
    }

    private DeliveryWorker worker(MailSink sink) {
        return new DeliveryWorker(
                around, "smtp://localhost:" + sink.port() + "?tls=off&connections=" + MailWay.CONNECTIONS, logs);
    }

    private void result(String what, double figure, String unit, String reach) {
        results.add("| " + what + " | " + Report.figure(figure, unit) + " | " + reach + " |");
    }

    private void ratio(String what, String one, String other, String reach) {
        if (table.has(other)) {
            result(what, table.perSecond(one) / table.perSecond(other), "times", reach);
        }
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
