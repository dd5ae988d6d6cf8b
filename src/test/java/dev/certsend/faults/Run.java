package dev.certsend.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/** One fault: a database and a sink of its own, workers, and between them and all others a network that can be cut. */
final class Run implements AutoCloseable {
    /** Of each worker, to the mail server. */
    static final int CONNECTIONS = 4;

    private static final Duration PACE = Duration.ofMillis(200);
    private static final String PATIENT = "&timeout=10s&dot-timeout=5s";
    private static final String UNSETTLED = "state IN ('queued', 'sending', 'deferred')";

    private final Rig rig;
    private final Fault fault;
    private final Scale scale;
    private final String name;
    private final Random random;
    private final CountingSink sink;
    private final CuttableProxy toDatabase;
    private final CuttableProxy toSink;
    private final CuttableProxy toSlack;
    private final Tables tables;
    private final Requests requests;
    private final List<UUID> taken = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Takeovers takeovers;
    private long inFlight;

    Run(Rig rig, Fault fault, Scale scale, String name, long seed) {
        this.rig = rig;
        this.fault = fault;
        this.scale = scale;
        this.name = name;
        random = new Random(seed);
        sink = new CountingSink(seed);
        toDatabase = new CuttableProxy(rig.database().port());
        toSink = new CuttableProxy(sink.port());
        toSlack = new CuttableProxy(rig.world().slack().apiUrl().getPort());
        tables = rig.database().tables(name);
        requests = new Requests(Requests.Channel.of(rig.world()), tables, name);
        takeovers = new Takeovers(tables);
    }

    Scale scale() {
        return scale;
    }

    Random random() {
        return random;
    }

    FaultDatabase database() {
        return rig.database();
    }

    Tables tables() {
        return tables;
    }

    CountingSink sink() {
        return sink;
    }

    CuttableProxy toDatabase() {
        return toDatabase;
    }

    CuttableProxy toSink() {
        return toSink;
    }

    CuttableProxy toSlack() {
        return toSlack;
    }

    /** Takes so many deliveries on. */
    void take(int deliveries) {
        taken.addAll(requests.take(deliveries));
    }

    /** Takes on as much as lasts two workers so long, with a mail server that needs 0.2 s for a letter. */
    void takeFor(Duration duration) {
        sink.faults().set(List.of(SmtpFault.slow(SmtpPoint.DOT, PACE, 1)));
        take((int) (2 * CONNECTIONS * duration.toMillis() / PACE.toMillis()));
    }

    /** Starts a worker. */
    WorkerProcess worker() {
        return worker(Map.of());
    }

    WorkerProcess worker(Map<String, String> variables) {
        Map<String, String> environment = environment();
        environment.putAll(variables);
        WorkerProcess worker = WorkerProcess.start(environment, log());
        workers.add(worker);
        return worker;
    }

    private WorkerProcess process(List<String> mainAndArguments) {
        WorkerProcess process = WorkerProcess.start(mainAndArguments, environment(), log());
        workers.add(process);
        return process;
    }

    /** Lets another process take so many deliveries on, and kills it as soon as they are. */
    void takeAndKill(int deliveries) {
        String theirs = name + "_killed";
        Requests.Channel channel = Requests.Channel.of(rig.world());
        WorkerProcess requester = process(List.of(
                Requester.class.getName(),
                tables.url(),
                channel.teamId(),
                channel.channelId(),
                theirs,
                Integer.toString(deliveries)));
        requester.says(Requester.DONE);
        takeovers.killing();
        requester.kill();
        tables.texts("SELECT delivery_id::text FROM delivery WHERE recipient LIKE ?", "%@" + Requests.domain(theirs))
                .forEach(id -> taken.add(UUID.fromString(id)));
    }

    /** Starts two and waits until they work; only then there is something to do for so long, so that both have a part in it. */
    List<WorkerProcess> twoAtWork(Duration duration) {
        List<WorkerProcess> both = List.of(worker(), worker());
        both.forEach(each -> each.says("working"));
        takeFor(duration);
        Until.holds("letters arrive", 60, () -> sink.letters().accepted() > 0);
        return both;
    }

    /** Kills them in one moment, and what they had in hand may be in doubt. */
    void kill(List<WorkerProcess> doomed) {
        takeovers.killing();
        doomed.forEach(WorkerProcess::kill);
        cut(doomed.size());
    }

    /** The letters of so many workers were cut off. */
    void cut(int cutOff) {
        doubt((long) cutOff * CONNECTIONS);
    }

    /** So many letters may have been left in doubt. */
    void doubt(long letters) {
        inFlight += letters;
    }

    /** A promise beside the general ones. */
    void promise(boolean kept, String words) {
        if (!kept) {
            broken.add(words);
        }
    }

    /** Where leases aren't waited for, those of all workers so far end now. */
    void endLeases() {
        if (!scale.waitsForLeases()) {
            takeovers.endLeases();
        }
    }

    long unsettled() {
        return tables.number(
                "SELECT count(*) FROM delivery WHERE delivery_id = ANY(?) AND " + UNSETTLED, (Object) taken());
    }

    /** Waits until every delivery has come to an end; if they don't in this time, the verdict says which. */
    void settle(long seconds) {
        try {
            Until.holds("all deliveries are settled", seconds, () -> unsettled() == 0);
        } catch (ConditionTimeoutException e) {
            broken.add("not settled within " + seconds + " s: " + unsettled());
        }
    }

    /** Waits until every confirmation says how it ended. */
    void confirm(long seconds) {
        try {
            Until.holds("all confirmations are current", seconds, () -> tables.number("""
                            SELECT count(*) FROM confirmation WHERE shown_version < version AND send_id IN
                                (SELECT send_id FROM delivery WHERE delivery_id = ANY(?))""", (Object) taken()) == 0);
        } catch (ConditionTimeoutException e) {
            broken.add("confirmations behind after " + seconds + " s");
        }
    }

    Verdict verdict() {
        promise(
                tables.number(
                                "SELECT count(*) FROM letter JOIN delivery USING (delivery_id) WHERE settled_at IS NOT NULL AND state <> 'uncertain'")
                        == 0,
                "letters that nobody needs any more are kept");
        Evidence evidence = Evidence.of(tables, sink.letters(), taken);
        long doubts = inFlight + sink.faults().doubts();
        Duration back = takeovers.longest(sink.letters());
        Verdict verdict = Verdict.of(evidence, taken.size(), fault.endings(), doubts, back);
        List<String> all = new ArrayList<>(broken);
        workers.stream()
                .filter(WorkerProcess::endedByItself)
                .forEach(each -> all.add("a worker ended by itself, see " + each.log()));
        all.addAll(verdict.broken());
        return verdict.broken(all);
    }

    private UUID[] taken() {
        return taken.toArray(UUID[]::new);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(rig.environment());
        environment.put("DATABASE_URL", Rig.databaseUrl(toDatabase.port(), name));
        environment.put("SMTP_URL", Rig.smtpUrl(toSink.port(), PATIENT));
        environment.put("SLACK_API_URL", "http://localhost:" + toSlack.port() + "/api/");
        fault.variables()
                .forEach((variable, value) ->
                        environment.put(variable, value.replace("SMTP_PORT", Integer.toString(toSink.port()))));
        return environment;
    }

    private Path log() {
        return rig.logs().resolve(name + "-" + (workers.size() + 1) + ".log");
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
        sink.close();
        toDatabase.close();
        toSink.close();
        toSlack.close();
    }
}
