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
    private static final int LETTERS = 24;
    /** Longer than half a lease, and shorter than one. */
    private static final Duration LATE = Duration.ofSeconds(20);

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
        all.add(Fault.of(
                "network to database: answers after 20 s",
                run -> broken(run, run.toDatabase(), Mode.HALF_OPEN, LATE, true)));
        all.add(Fault.of(
                "network to database: cut before a claim's commit is answered", NetworkFaults::claimUnanswered));
        return all;
    }

    private static Fault between(
            String party, Function<Run, CuttableProxy> network, Mode mode, boolean lettersInFlight) {
        return Fault.of(
                "network to " + party + ": " + NAMES.get(mode),
                run -> broken(run, network.apply(run), mode, run.scale().cut(), lettersInFlight));
    }

    private static void broken(Run run, CuttableProxy network, Mode mode, Duration cut, boolean lettersInFlight) {
        run.twoAtWork(cut.plus(Duration.ofSeconds(2)));
        network.set(mode);
        Threads.last(cut);
        network.set(Mode.PASS);
        if (lettersInFlight) {
            run.cut(2);
        }
        run.settle(PATIENCE);
        run.confirm(PATIENCE);
    }

    /** Two who look for letters wait for the database when there come some; they get them, and don't learn so. */
    private static void claimUnanswered(Run run) {
        List.of(run.worker(), run.worker()).forEach(each -> each.says("working"));
        run.toDatabase().set(Mode.BLACK_HOLE);
        Threads.last(Duration.ofSeconds(1));
        run.take(LETTERS);
        run.toDatabase().set(Mode.NO_WORD_OF_COMMITS);
        Until.holds(
                "letters are claimed",
                10,
                () -> run.tables().number("SELECT count(*) FROM delivery WHERE state = 'sending'") > 0);
        run.toDatabase().set(Mode.CLOSED);
        run.toDatabase().set(Mode.PASS);
        run.settle(PATIENCE);
    }
}
