package dev.certsend.faults;

import dev.certsend.playground.World;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the runs of a matrix share: the database, Slack and CertCentral. Each run has a database of its own, made from one that is ready. */
final class Rig implements AutoCloseable {
    private static final String READY = "ready";
    private static final int ORDERS = 20;

    private final Path logs = Folders.logs();
    private final AtomicInteger runs = new AtomicInteger();
    private final FaultDatabase database;
    private final World world;

    /** @param data where the database's files are to be; the folder exists */
    Rig(Path data) {
        database = new FaultDatabase(data, logs);
        database.create(READY, "template0");
        try (CountingSink first = new CountingSink(0)) {
            Map<String, String> given = new HashMap<>();
            given.put("DATABASE_URL", databaseUrl(database.port(), READY));
            given.put("SMTP_URL", smtpUrl(first.port(), ""));
            world = new World(given, ORDERS);
            makeReady(first);
        }
    }

    /** The mirror filled, and one letter sent, so that its certificate is known: CertCentral is needed for nothing later. */
    private void makeReady(CountingSink first) {
        Tables tables = database.tables(READY);
        try (WorkerProcess worker = WorkerProcess.start(environment(), logs.resolve("ready.log"))) {
            Until.holds("the mirror is filled", 60, () -> tables.number("SELECT count(*) FROM cert_order") == ORDERS);
            new Requests(Requests.Channel.of(world), tables, "ready").take(1);
            Until.holds("the first letter arrives", 60, () -> first.letters().accepted() == 1);
            worker.terminate(Verdict.LONGEST_BACK);
        }
    }

    Run run(Fault fault, Scale scale, long seed) {
        String name = "run_" + runs.incrementAndGet();
        database.create(name, READY);
        return new Run(this, fault, scale, name, seed);
    }

    FaultDatabase database() {
        return database;
    }

    World world() {
        return world;
    }

    Path logs() {
        return logs;
    }

    /** What every worker gets. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(world.variables());
        environment.put("RETRY_AFTER", "1s");
        environment.put("SEND_DELAY", "0s");
        return environment;
    }

    static String databaseUrl(int port, String name) {
        return "postgres://" + FaultDatabase.ROLE + "@127.0.0.1:" + port + "/" + name;
    }

    static String smtpUrl(int port, String options) {
        return "smtp://127.0.0.1:" + port + "?tls=off&connections=" + Run.CONNECTIONS + options;
    }

    @Override
    public void close() {
        world.close();
        database.close();
    }
}
