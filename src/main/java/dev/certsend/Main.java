package dev.certsend;

import dev.certsend.bounce.Bounces;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.DatabaseCallLimit;
import dev.certsend.confirmation.Confirmations;
import dev.certsend.database.Database;
import dev.certsend.link.SentLinks;
import dev.certsend.mail.BounceReport;
import dev.certsend.mirror.MirrorSync;
import dev.certsend.mirror.Pause;
import dev.certsend.orders.OrderStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. Exit status: 0 done, 1 failed, 2 wrong usage or configuration, with nothing started. */
@Command(
        name = "cert-send",
        description = "Sends TLS certificates of DigiCert CertCentral orders from Slack.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Main.Serve.class,
            Main.Migrate.class,
            Main.Sync.class,
            Main.Bounce.class,
            AuditCommands.class,
            Main.Examine.class
        })
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    /** Of a sync: for its lock, its writing and its calls, and one to spare. */
    private static final int CONNECTIONS = 4;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine commands = new CommandLine(new Main());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((fault, line, parsed) -> {
            if (fault instanceof Config.Faulty faulty) {
                faulty.faults().forEach(each -> line.getErr().println(each));
                return WRONG;
            }
            LOG.error("failed", fault);
            line.getErr().println("failed: " + fault.getMessage());
            return FAILED;
        });
        return arguments.length == 0 ? commands.execute("--help") : commands.execute(arguments);
    }

    /** Runs until it is told to stop. */
    @Command(
            name = "serve",
            description = "Runs the web half, the worker half, or (by default) both.",
            mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Parameters(arity = "0..1", defaultValue = "both", description = "web or worker", paramLabel = "PART")
        private App.Part part = App.Part.BOTH;

        @Override
        public Integer call() throws Exception {
            Config config = Config.serve(System.getenv());
            CountDownLatch stop = new CountDownLatch(1);
            CountDownLatch stopped = new CountDownLatch(1);
            try (App app = new App(config, part)) {
                app.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop"));
                stop.await();
            } finally {
                stopped.countDown();
            }
            return 0;
        }

        /** The process ends when its shutdown hooks have: this one waits for the jobs under way. */
        private static void stop(CountDownLatch stop, CountDownLatch stopped) {
            stop.countDown();
            try {
                if (!stopped.await(30, TimeUnit.SECONDS)) {
                    LOG.warn("not everything came to its end within 30 s; the rest comes due again elsewhere");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Brings the database up to date; {@code serve} does so too, and needs no right to where nothing is behind. */
    @Command(
            name = "migrate",
            description = "Brings the database's tables up to this version.",
            mixinStandardHelpOptions = true)
    static final class Migrate implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            Config.Migrate config = Config.migrate(System.getenv());
            try (Database database = new Database(config.database(), 2)) {
                LOG.info("{} migrations applied", database.migrate());
                if (config.role() != null) {
                    database.give(config.role());
                    LOG.info("the role {} may do what the program needs", config.role());
                }
                return 0;
            }
        }
    }

    /** Fills the mirror. */
    @Command(
            name = "sync",
            description = "Copies CertCentral's orders into the database.",
            mixinStandardHelpOptions = true)
    static final class Sync implements Callable<Integer> {
        @Option(
                names = "--full",
                description =
                        "every order of the account; without it what changed since the last sync, if there was one")
        private boolean full;

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            Config.Sync config = Config.sync(System.getenv());
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            try (Database database = new Database(config.database(), CONNECTIONS)) {
                database.migrate();
                CertCentralClient certCentral =
                        new CertCentralClient(config.certCentral(), new DatabaseCallLimit(database.jdbi()));
                try (SyncProgress progress = new SyncProgress(atTerminal() ? err : null, System::nanoTime);
                        MirrorSync sync =
                                new MirrorSync(database.jdbi(), certCentral, orders(database), progress, Pause.REAL)) {
                    return end(full ? sync.full() : sync.round(), err);
                }
            }
        }

        /** What it finds revoked has its links revoked; that is told by whoever works off the queue. */
        private static OrderStore orders(Database database) {
            SentLinks links = new SentLinks(database.jdbi(), new Confirmations(true));
            return new OrderStore(database.jdbi(), links::ordersRevoked);
        }

        /** From JDK 22 on there is a console also where there is no terminal; a terminal says what it is. */
        @SuppressWarnings("SystemConsoleNull")
        private static boolean atTerminal() {
            return System.console() != null && System.getenv("TERM") != null;
        }

        private static int end(Optional<MirrorSync.Result> done, PrintWriter err) {
            if (done.isEmpty()) {
                err.println("another process is at the sync; nothing was done");
                return FAILED;
            }
            long unreadable = done.get().unreadable();
            if (unreadable > 0) {
                err.println(unreadable + " orders could not be read and stay as they were");
                return FAILED;
            }
            return 0;
        }
    }

    /**
     * Takes a report from a mail server's pipe. There a status of 1 would have the report thrown away; 75 (EX_TEMPFAIL of sysexits.h) has
     * it kept and brought again, and is the only one that does.
     */
    @Command(
            name = "bounce",
            description =
                    "Takes a report of a letter that came back from standard input. Exit status 75: try again later.",
            mixinStandardHelpOptions = true)
    static final class Bounce implements Callable<Integer> {
        private static final int AGAIN_LATER = 75;

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            Config.Bounce config = Config.bounce(System.getenv());
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            try {
                byte[] report = whole(System.in);
                try (Database database = new Database(config.database(), 1)) {
                    Bounces bounces = new Bounces(database.jdbi(), config.address(), new Confirmations(true));
                    tell(bounces.take(report), err);
                    return 0;
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("the report was not taken", e);
                err.println("the report was not taken, bring it again: " + e.getMessage());
                return AGAIN_LATER;
            }
        }

        private static void tell(Bounces.Taken taken, PrintWriter err) {
            switch (taken) {
                case BOUNCED -> {}
                case AGAIN -> err.println("its delivery is known to have bounced; nothing was changed");
                case NOT_OURS -> err.println("a bounce, but of no delivery of ours; nothing was changed");
                case NO_BOUNCE -> err.println("no bounce; nothing was changed");
            }
        }

        /** To its end, however long it is: a mail server whose pipe breaks takes that for a failure. */
        private static byte[] whole(InputStream in) throws IOException {
            byte[] report = in.readNBytes(BounceReport.MOST_BYTES);
            in.transferTo(OutputStream.nullOutputStream());
            return report;
        }
    }

    /** Looks whether everything is there. */
    @Command(
            name = "doctor",
            description = "Tells whether database, Slack, CertCentral and mail server answer, and what to mend.",
            mixinStandardHelpOptions = true)
    static final class Examine implements Callable<Integer> {
        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            Config config = Config.serve(System.getenv());
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            return new Doctor(config, out).examine() ? 0 : FAILED;
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "cert-send " + (version == null ? "(not packaged)" : version);
        }
    }
}
