package dev.certsend.bench;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;

/** Finds the highest rate at which 99 of 100 answers come within 100 ms: a quarter more each step, two tries a step. */
final class Ladder {
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("bench.step", 3));
    private static final Duration OVERRUN = Duration.ofSeconds(1);
    private static final double LIMIT_MILLIS = 100;
    private static final int TRIES = 2;
    private static final int MOST_PER_SECOND = 20_000;

    private final DoubleSupplier besideCpuMillis;
    private int reached;
    private int right;
    private int wrong;
    private double cpuMillisEach;
    private double besideMillisEach;
    private double generatorMillisEach;

    private Ladder(DoubleSupplier besideCpuMillis) {
        this.besideCpuMillis = besideCpuMillis;
    }

    static Ladder climb(ServerProcess server, int from, LongFunction<byte[]> requests) {
        return climb(server, from, requests, false, () -> 0);
    }

    /**
     * The same where it matters what somebody else does for the server meanwhile.
     *
     * @param bodies whether right answers have a body
     * @param besideCpuMillis the other one's CPU time so far
     */
    static Ladder climb(
            ServerProcess server,
            int from,
            LongFunction<byte[]> requests,
            boolean bodies,
            DoubleSupplier besideCpuMillis) {
        Ladder ladder = new Ladder(besideCpuMillis);
        int rate = from;
        for (int tries = 0; tries < TRIES && rate < MOST_PER_SECOND; tries++) {
            Load load = new Load(server.port(), rate, STEP, requests).within(OVERRUN);
            if (ladder.holds(server, bodies ? load.withBodies() : load)) {
                rate = rate * 5 / 4;
                tries = -1;
            }
        }
        return ladder;
    }

    private boolean holds(ServerProcess server, Load load) {
        double before = server.cpuMillis();
        double besideBefore = besideCpuMillis.getAsDouble();
        Latencies latencies = LoadGenerator.run(load);
        double cpu = server.cpuMillis() - before;
        double beside = besideCpuMillis.getAsDouble() - besideBefore;
        right += latencies.right();
        wrong += latencies.wrong();
        boolean holds = latencies.p99() < LIMIT_MILLIS;
        if (holds) {
            reached = load.perSecond();
            cpuMillisEach = cpu / latencies.count();
            besideMillisEach = beside / latencies.count();
            generatorMillisEach = latencies.generatorCpuMillis() / latencies.count();
        }
        return holds;
    }

    /** Requests a second; 0 where not even the first step held. */
    int reached() {
        return reached;
    }

    int right() {
        return right;
    }

    int wrong() {
        return wrong;
    }

    /** What a request cost the server at the rate reached. */
    double cpuMillisEach() {
        return cpuMillisEach;
    }

    /** What it cost the one beside the server. */
    double besideMillisEach() {
        return besideMillisEach;
    }

    /** What it cost the load generator. */
    double generatorMillisEach() {
        return generatorMillisEach;
    }
}
