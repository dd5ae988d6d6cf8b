package dev.certsend.bench;

import java.time.Duration;
import java.util.function.LongFunction;

/** Finds the highest rate at which 99 of 100 answers come within 100 ms: a quarter more each step, two tries a step. */
final class Ladder {
    private static final Duration STEP = Duration.ofSeconds(3);
    private static final Duration OVERRUN = Duration.ofSeconds(1);
    private static final double LIMIT_MILLIS = 100;
    private static final int TRIES = 2;
    private static final int MOST_PER_SECOND = 20_000;

    private int reached;
    private int wrong;
    private double cpuMillisEach;

    private Ladder() {}

    static Ladder climb(ServerProcess server, int from, LongFunction<byte[]> requests) {
        Ladder ladder = new Ladder();
        int rate = from;
        for (int tries = 0; tries < TRIES && rate < MOST_PER_SECOND; tries++) {
            if (ladder.holds(server, rate, requests)) {
                rate = rate * 5 / 4;
                tries = -1;
            }
        }
        return ladder;
    }

    private boolean holds(ServerProcess server, int rate, LongFunction<byte[]> requests) {
        double before = server.cpuMillis();
        Latencies latencies = LoadGenerator.run(new Load(server.port(), rate, STEP, requests, OVERRUN, false));
        double cpu = (server.cpuMillis() - before) / latencies.count();
        wrong += latencies.wrong();
        boolean holds = latencies.p99() < LIMIT_MILLIS;
        if (holds) {
            reached = rate;
            cpuMillisEach = cpu;
        }
        return holds;
    }

    /** Requests a second; 0 where not even the first step held. */
    int reached() {
        return reached;
    }

    int wrong() {
        return wrong;
    }

    /** What a request cost the server at the rate reached. */
    double cpuMillisEach() {
        return cpuMillisEach;
    }
}
