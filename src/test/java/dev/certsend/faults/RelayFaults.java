package dev.certsend.faults;

import static dev.certsend.faults.SmtpFault.Kind.CLOSE;
import static dev.certsend.faults.SmtpFault.Kind.CLOSE_421;
import static dev.certsend.faults.SmtpFault.Kind.PERMANENT;
import static dev.certsend.faults.SmtpFault.Kind.TAKE_AND_CLOSE;
import static dev.certsend.faults.SmtpFault.Kind.TAKE_IN_SILENCE;
import static dev.certsend.faults.SmtpFault.Kind.TEMPORARY;

import dev.certsend.faults.SmtpFault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The mail server fails in every way that Postfix's {@code smtp-sink} knows, and in some more. */
final class RelayFaults {
    private static final int LETTERS = 40;
    private static final int PATIENCE = 180;
    private static final double OFTEN = 0.3;
    private static final double SELDOM = 0.04;
    private static final Duration SLOW = Duration.ofSeconds(30);

    private RelayFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.add(Fault.of("relay: every fault by chance", run -> failing(run, everything()))
                .refusing());
        for (SmtpPoint point : SmtpPoint.values()) {
            all.add(at("-q", CLOSE, point));
            all.add(at("-Q", CLOSE_421, point));
            all.add(at("-r", TEMPORARY, point));
            all.add(at("-f", PERMANENT, point).refusing());
        }
        all.add(Fault.of("relay: -A 1000", run -> failing(run, List.of(SmtpFault.abort(1_000, OFTEN)))));
        all.add(Fault.of(
                        "relay: -W 30 s at the dot",
                        run -> failing(run, List.of(SmtpFault.slow(SmtpPoint.DOT, SLOW, OFTEN))))
                .patient());
        all.add(Fault.of("relay: -n 6, then down", RelayFaults::stopping));
        all.add(at("takes it, then closes", TAKE_AND_CLOSE, SmtpPoint.DOT));
        all.add(at("takes it in silence", TAKE_IN_SILENCE, SmtpPoint.DOT));
        all.add(Fault.of("relay: down", RelayFaults::down));
        return all;
    }

    private static Fault at(String option, Kind kind, SmtpPoint point) {
        return Fault.of(
                "relay: " + option + " " + point, run -> failing(run, List.of(SmtpFault.of(kind, point, OFTEN))));
    }

    /**
     * The fault strikes for as long as anything is cut, then all is well. One that keeps letters from being asked about at all
     * may strike once alone, since no letter is tried until the pause is over.
     */
    private static void failing(Run run, List<SmtpFault> faults) {
        workers(run);
        run.sink().faults().set(faults);
        run.take(LETTERS);
        Until.holds("the fault strikes", 60, () -> run.sink().faults().struck() > 0);
        Threads.last(run.scale().cut());
        run.sink().faults().open();
        run.settle(PATIENCE);
    }

    private static void workers(Run run) {
        List.of(run.worker(), run.worker()).forEach(each -> each.says("working"));
    }

    private static List<SmtpFault> everything() {
        List<SmtpFault> all = new ArrayList<>();
        for (SmtpPoint point : SmtpPoint.values()) {
            for (Kind kind : List.of(CLOSE, CLOSE_421, TEMPORARY)) {
                all.add(SmtpFault.of(kind, point, SELDOM));
            }
        }
        all.add(SmtpFault.of(PERMANENT, SmtpPoint.RCPT, SELDOM));
        all.add(SmtpFault.of(TAKE_AND_CLOSE, SmtpPoint.DOT, SELDOM));
        all.add(SmtpFault.of(TAKE_IN_SILENCE, SmtpPoint.DOT, SELDOM));
        all.add(SmtpFault.abort(1_000, SELDOM));
        return all;
    }

    private static void stopping(Run run) {
        workers(run);
        run.sink().downAfter(6);
        run.take(LETTERS);
        Until.holds("it goes down", 60, () -> !run.sink().isUp());
        run.cut(2);
        Threads.last(run.scale().cut());
        run.sink().up();
        run.settle(PATIENCE);
    }

    private static void down(Run run) {
        run.twoAtWork(Duration.ofSeconds(5));
        run.sink().down();
        run.cut(2);
        Threads.last(run.scale().down());
        run.sink().up();
        run.settle(PATIENCE);
    }
}
