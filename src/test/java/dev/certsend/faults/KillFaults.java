package dev.certsend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** kill -9: at each point of a delivery's way, and at random moments. */
final class KillFaults {
    private static final int LETTERS = 24;
    private static final int BOTH_HAVE_SOME = Run.CONNECTIONS + 1;
    private static final int PATIENCE = 120;
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    private KillFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("kill -9 after the commit that takes a send on", KillFaults::afterCommit),
                Fault.of("kill -9 after the claim", KillFaults::afterClaim).patient(),
                Fault.of("kill -9 before the dot", KillFaults::beforeDot).patient(),
                Fault.of("kill -9 with the dot committed and not sent", KillFaults::dotCommitted)
                        .patient(),
                Fault.of("kill -9 after the dot", KillFaults::afterDot).patient(),
                Fault.of("kill -9 before the outcome's commit", KillFaults::beforeOutcome)
                        .patient(),
                Fault.of("kill -9 at random moments", KillFaults::randomly));
    }

    private static void afterCommit(Run run) {
        run.takeAndKill(LETTERS);
        run.worker();
        run.worker();
        run.settle(PATIENCE);
    }

    private static void afterClaim(Run run) {
        run.sink().faults().shut(SmtpPoint.CONNECT);
        List<WorkerProcess> both = twoWaiting(run);
        run.kill(both);
        run.sink().faults().open();
        replace(run);
    }

    private static void beforeDot(Run run) {
        run.sink().faults().shut(SmtpPoint.DATA);
        List<WorkerProcess> both = twoWaiting(run);
        killWhileLocked(run, both);
        replace(run);
    }

    private static void dotCommitted(Run run) {
        run.sink().faults().shut(SmtpPoint.DATA);
        List<WorkerProcess> both = twoWaiting(run);
        run.toDatabase().set(CuttableProxy.Mode.NO_WORD_OF_COMMITS);
        run.sink().faults().open();
        Until.holds("a dot is committed", 30, () -> dots(run) > 0);
        run.kill(both);
        run.toDatabase().set(CuttableProxy.Mode.CLOSED);
        run.toDatabase().set(CuttableProxy.Mode.PASS);
        replace(run);
    }

    private static void afterDot(Run run) {
        run.sink().faults().shut(SmtpPoint.DOT);
        List<WorkerProcess> both = twoWaiting(run);
        run.kill(both);
        run.sink().faults().open();
        replace(run);
    }

    private static void beforeOutcome(Run run) {
        run.sink().faults().shut(SmtpPoint.DOT);
        List<WorkerProcess> both = twoWaiting(run);
        killWhileLocked(run, both);
        replace(run);
    }

    private static void randomly(Run run) {
        List<WorkerProcess> workers = new ArrayList<>(run.twoAtWork(ENOUGH));
        for (int i = 0; i < run.scale().kills(); i++) {
            if (run.unsettled() < LETTERS) {
                run.takeFor(ENOUGH);
            }
            Threads.last(Duration.ofMillis(run.random().nextInt(1_000)));
            int doomed = run.random().nextInt(workers.size());
            run.kill(List.of(workers.get(doomed)));
            long before = run.sink().letters().accepted();
            workers.set(doomed, run.worker().says("working"));
            Until.holds("letters go on", 60, () -> run.sink().letters().accepted() > before || run.unsettled() == 0);
        }
        run.settle(PATIENCE);
    }

    /** Two workers, both with letters in hand that wait at the point where the sink is shut. */
    private static List<WorkerProcess> twoWaiting(Run run) {
        run.take(LETTERS);
        List<WorkerProcess> both = List.of(run.worker(), run.worker());
        Until.holds("both wait", 60, () -> run.sink().faults().waiting() >= BOTH_HAVE_SOME && sending(run) > 0);
        return both;
    }

    /** Kills them while what they are about to write of their letters has to wait. */
    private static void killWhileLocked(Run run, List<WorkerProcess> doomed) {
        try (Handle lock = run.tables().jdbi().open()) {
            lock.begin();
            lock.createQuery("SELECT delivery_id FROM delivery WHERE state = 'sending' FOR UPDATE")
                    .mapTo(UUID.class)
                    .list();
            run.sink().faults().open();
            Until.holds("both wait for the lock", 30, () -> lockedOut(run) >= doomed.size());
            run.kill(doomed);
            lock.rollback();
        }
    }

    private static void replace(Run run) {
        run.endLeases();
        for (int i = 0; i < run.scale().replacements(); i++) {
            run.worker();
        }
        run.settle(PATIENCE);
    }

    private static long sending(Run run) {
        return run.tables().number("SELECT count(*) FROM delivery WHERE state = 'sending'");
    }

    private static long dots(Run run) {
        return run.tables().number("SELECT count(*) FROM delivery WHERE dot_at IS NOT NULL");
    }

    private static long lockedOut(Run run) {
        return run.tables().number("""
                SELECT count(*) FROM pg_stat_activity
                WHERE wait_event_type = 'Lock' AND datname = current_database()""");
    }
}
