package dev.certsend.faults;

import dev.certsend.faults.CuttableProxy.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The network between the workers and each of the others is cut, swallows everything, or carries one way alone. */
final class NetworkFaults {
    private static final int PATIENCE = 150;
    private static final Map<Mode, String> NAMES =
            Map.of(Mode.CLOSED, "cut", Mode.BLACK_HOLE, "black hole", Mode.HALF_OPEN, "half-open");

    private NetworkFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Mode mode : List.of(Mode.CLOSED, Mode.BLACK_HOLE, Mode.HALF_OPEN)) {
            all.add(between("database", Run::toDatabase, mode, true));
            all.add(between("relay", Run::toSink, mode, true));
            all.add(between("Slack", Run::toSlack, mode, false));
        }
        return all;
    }

    private static Fault between(
            String party, Function<Run, CuttableProxy> network, Mode mode, boolean lettersInFlight) {
        return Fault.of(
                "network to " + party + ": " + NAMES.get(mode),
                run -> broken(run, network.apply(run), mode, lettersInFlight));
    }

    private static void broken(Run run, CuttableProxy network, Mode mode, boolean lettersInFlight) {
        run.twoAtWork(run.scale().cut().plus(Duration.ofSeconds(2)));
        network.set(mode);
        Threads.last(run.scale().cut());
        network.set(Mode.PASS);
        if (lettersInFlight) {
            run.cut(2);
        }
        run.settle(PATIENCE);
        run.confirm(PATIENCE);
    }
}
