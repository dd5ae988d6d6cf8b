package dev.certsend.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The same load on two servers in turns, so that whatever else the machine does falls on both. */
final class Turns {
    private static final int TURNS = 3;

    private final ServerProcess program;
    private final ServerProcess empty;

    /** Latencies of one server, and what a request cost it. */
    record Side(Latencies latencies, double cpuMillisEach) {}

    /** Both servers under the same load. */
    record Both(Side program, Side empty) {}

    Turns(ServerProcess program, ServerProcess empty) {
        this.program = program;
        this.empty = empty;
    }

    /**
     * Runs both for the given time.
     *
     * @param quiet waits until the program's own work behind the requests is done, so that it does not burden the other
     */
    Both run(int perSecond, Duration each, LongFunction<byte[]> requests, Runnable quiet) {
        return run(perSecond, each, requests, quiet, false);
    }

    /** The same where the program's answers have a body. */
    Both answered(int perSecond, Duration each, LongFunction<byte[]> requests) {
        return run(perSecond, each, requests, () -> {}, true);
    }

    private Both run(int perSecond, Duration each, LongFunction<byte[]> requests, Runnable quiet, boolean bodies) {
        List<Latencies> ours = new ArrayList<>();
        List<Latencies> theirs = new ArrayList<>();
        double ourCpu = 0;
        double theirCpu = 0;
        Duration turn = each.dividedBy(TURNS);
        for (int i = 0; i < TURNS; i++) {
            double before = program.cpuMillis();
            Load load = new Load(program.port(), perSecond, turn, requests);
            ours.add(LoadGenerator.run(bodies ? load.withBodies() : load));
            quiet.run();
            ourCpu += program.cpuMillis() - before;
            before = empty.cpuMillis();
            theirs.add(LoadGenerator.run(new Load(empty.port(), perSecond, turn, requests)));
            theirCpu += empty.cpuMillis() - before;
        }
        return new Both(side(ours, ourCpu), side(theirs, theirCpu));
    }

    private static Side side(List<Latencies> parts, double cpuMillis) {
        Latencies all = Latencies.together(parts);
        return new Side(all, cpuMillis / all.count());
    }
}
