package dev.certsend.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * How soon Slack gets its answers: commands and submissions under load, beside a server that does nothing. About four
 * minutes: {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.certsend.bench.AckBench}.
 */
public final class AckBench {
    private static final int ORDERS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(9);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final Surroundings around;
    private final Path logs;
    private final Report report = new Report();
    private long acked;
    private int wrong;
    private double generatorMillis;

    private AckBench(Surroundings around, Path logs) {
        this.around = around;
        this.logs = logs;
    }

    public static void main(String[] arguments) throws IOException {
        try (Surroundings around = new Surroundings(ORDERS)) {
            Path logs = Files.createTempDirectory("cert-send-bench");
            System.out.println("The servers' output is in " + logs);
            new AckBench(around, logs).run();
        }
    }

    private void run() {
        try (ServerProcess ignored = program()) {
            await(Duration.ofSeconds(20), () -> !around.sendableOrders().isEmpty());
            around.fill();
            say("database migrated and filled, durable: " + around.isDurable());
        }
        SlackForms forms = new SlackForms(around.slack(), around.sendableOrders());
        SlackRequest request = new SlackRequest(around.signingSecret());
        LongFunction<byte[]> commands = due -> request.of(forms.command(due));
        Starts ours = new Starts(this::program, commands);
        Starts empty = new Starts(this::empty, commands);
        say("started three times each");
        try (ServerProcess program = ours.last();
                ServerProcess nothing = empty.last()) {
            Turns turns = new Turns(program, nothing);
            noted(turns.run(400, WARM_UP, commands, () -> {}));
            // The climb to the highest rate comes first, because it is the best warm-up there is for the rates below
            // it.
            sustained(program, nothing, commands);
            commands(turns, commands);
            submissions(turns, forms, request);
            checked();
            starts(ours, empty);
            report.both(
                    "resident memory afterwards",
                    program.residentMegabytes(),
                    nothing.residentMegabytes(),
                    "MB",
                    "<= 300 MB");
        }
        System.out.println("\n" + report.markdown() + "\n");
    }

    private void commands(Turns turns, LongFunction<byte[]> commands) {
        around.slack().takeForms();
        Turns.Both acks = noted(turns.run(200, MEASURED, commands, () -> {}));
        rows("`/cert-send` to ack, 200/s", acks, "<= 4 ms or <= 2x empty");
        report.ours("form at Slack, p99", around.slack().takeForms().p99(), "ms", "rival 7.0 ms");
        report.both(
                "CPU for each `/cert-send`",
                acks.program().cpuMillisEach(),
                acks.empty().cpuMillisEach(),
                "ms",
                "<= 0.8 ms");
        say("commands done");
    }

    private void submissions(Turns turns, SlackForms forms, SlackRequest request) {
        String filled = forms.filled();
        LongFunction<byte[]> submissions = due -> request.of(forms.submission(filled));
        acked += noted(turns.run(100, WARM_UP, submissions, this::lettersGone))
                .program()
                .latencies()
                .count();
        Turns.Both acks = noted(turns.run(100, MEASURED, submissions, this::lettersGone));
        acked += acks.program().latencies().count();
        rows("submission to ack, 100/s, letters leaving beside it", acks, "<= 10 ms or <= 3x empty");
        report.ours(
                "CPU for each submission with its letter and confirmation",
                acks.program().cpuMillisEach(),
                "ms",
                "");
        say("submissions done");
    }

    private void sustained(ServerProcess program, ServerProcess nothing, LongFunction<byte[]> commands) {
        Ladder ours = Ladder.climb(program, 400, commands);
        Ladder empty = Ladder.climb(nothing, 2000, commands);
        wrong += ours.wrong() + empty.wrong();
        report.both("`/cert-send` sustained with p99 < 100 ms", ours.reached(), empty.reached(), "/s", ">= 2,500/s");
        report.both("CPU for each at that rate", ours.cpuMillisEach(), empty.cpuMillisEach(), "ms", "");
        say("sustained rates done");
    }

    private void checked() {
        long sends = around.number("SELECT count(*) FROM send");
        long accepted = around.number("SELECT count(*) FROM delivery WHERE state = 'accepted'");
        report.ours("answers that were not an empty 200", wrong, "", "0");
        report.ours("submissions acked", acked, "", "");
        report.ours("sends in the database", sends, "", Long.toString(acked));
        report.ours("letters accepted by the mail server", accepted, "", Long.toString(acked));
        report.ours("CPU of the load generator, all phases at fixed rates", generatorMillis / 1000, "s", "");
    }

    private void starts(Starts ours, Starts empty) {
        report.both("start to ready", ours.readyMillis(), empty.readyMillis(), "ms", "<= 1,500 ms");
        report.both("first command after start", ours.firstMillis(), empty.firstMillis(), "ms", "<= 50 ms");
    }

    private void rows(String what, Turns.Both both, String reach) {
        Latencies ours = both.program().latencies();
        Latencies empty = both.empty().latencies();
        report.both(what + ", p50", ours.p50(), empty.p50(), "ms", "");
        report.both(what + ", p99", ours.p99(), empty.p99(), "ms", reach);
        report.both(what + ", longest", ours.longest(), empty.longest(), "ms", "");
    }

    /** Every answer counts, those of the warm-up too. */
    private Turns.Both noted(Turns.Both both) {
        for (Turns.Side side : List.of(both.program(), both.empty())) {
            wrong += side.latencies().wrong();
            generatorMillis += side.latencies().generatorCpuMillis();
        }
        return both;
    }

    private ServerProcess program() {
        return ServerProcess.start(
                List.of("dev.certsend.Main", "serve"), around.environment(), logs.resolve("cert-send.log"));
    }

    private ServerProcess empty() {
        return ServerProcess.start(
                List.of("dev.certsend.bench.EmptyServer"), around.environment(), logs.resolve("empty.log"));
    }

    /** Nothing of the work that submissions left behind is still to be done. */
    private void lettersGone() {
        await(
                Duration.ofSeconds(30),
                () -> around.number("SELECT count(*) FROM delivery WHERE due_at IS NOT NULL OR worker_id IS NOT NULL")
                        == 0);
    }

    private static void await(Duration most, BooleanSupplier done) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
