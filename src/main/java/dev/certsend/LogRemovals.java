package dev.certsend;

import dev.certsend.audit.Blotting;
import dev.certsend.database.Database;
import dev.certsend.export.Retirement;
import dev.certsend.seal.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is taken out of the audit log from the command line, by whoever owns its tables. The tree stays whole. */
final class LogRemovals {
    private static final int FAILED = 1;
    private static final int CONNECTIONS = 6;

    private LogRemovals() {}

    /** Takes somebody's address out. */
    @Command(
            name = "blot",
            description =
                    "Blots an e-mail address out of the audit log, with all that is personal in the entries that name it."
                            + " There is no way back. Needs the role that owns the tables.",
            mixinStandardHelpOptions = true)
    static final class Blot implements Callable<Integer> {
        @Parameters(paramLabel = "ADDRESS", description = "the whole address, in large or small letters")
        private String address = "";

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            if (!address.strip().matches("[^\\s@]+@[^\\s@]+")) {
                throw new CommandLine.ParameterException(line, "ADDRESS must be a whole e-mail address");
            }
            try (Database database = new Database(Config.database(System.getenv()), 1)) {
                line.getErr().println("entries blotted: " + new Blotting(database.jdbi()).blot(address.strip()));
                return 0;
            }
        }
    }

    /** Takes old months out. */
    @Command(
            name = "retire",
            description =
                    "Verifies the audit log; then writes every month that ended longer ago to a file and takes it out of the"
                            + " database. Needs the role that owns the tables.",
            mixinStandardHelpOptions = true)
    static final class Retire implements Callable<Integer> {
        @Option(names = "--older-than", paramLabel = "SPAN", description = "such as 400d; without it AUDIT_RETENTION")
        private @Nullable String olderThan;

        @Option(names = "--to", required = true, paramLabel = "DIRECTORY", description = "where the files go")
        private Path directory = Path.of(".");

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            Instant before = Clock.systemUTC().instant().minus(span(line));
            PrintWriter err = line.getErr();
            try (Database database = new Database(Config.database(System.getenv()), CONNECTIONS)) {
                Retirement retirement = new Retirement(database.jdbi(), directory);
                List<LocalDate> due = retirement.due(before);
                if (!due.isEmpty() && !isWell(database, err)) {
                    return FAILED;
                }
                for (LocalDate month : due) {
                    Retirement.Done done = retirement.retire(month);
                    err.println("taken out: " + done.month() + ", " + done.entries() + " entries, to " + done.file());
                }
                err.println("months taken out: " + due.size());
                return 0;
            }
        }

        private Duration span(CommandLine line) throws Config.Faulty {
            if (olderThan != null) {
                try {
                    return Config.span(olderThan);
                } catch (IllegalArgumentException e) {
                    throw new CommandLine.ParameterException(line, "--older-than " + e.getMessage(), e);
                }
            }
            Duration retention = AuditConfig.retention(System.getenv());
            if (retention == null) {
                throw new CommandLine.ParameterException(line, "neither --older-than nor AUDIT_RETENTION says how old");
            }
            return retention;
        }

        private static boolean isWell(Database database, PrintWriter err) {
            Verification.Report report =
                    new Verification(database.jdbi(), List.of(), List.of(), (seen, size) -> {}).run();
            if (report.found() > 0) {
                err.println("nothing is taken out of a log that is not well: "
                        + report.findings().get(0).text());
            }
            return report.found() == 0;
        }
    }
}
