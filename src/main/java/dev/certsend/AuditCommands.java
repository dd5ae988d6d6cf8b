package dev.certsend;

import dev.certsend.database.Database;
import dev.certsend.export.Export;
import dev.certsend.export.Format;
import dev.certsend.export.Point;
import dev.certsend.export.WrongFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is done about the audit log from the command line. */
@Command(
        name = "audit",
        description = "Proves the audit log, and takes it out.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SealCommands.Verify.class,
            SealCommands.Prove.class,
            SealCommands.Key.class,
            AuditCommands.ExportLog.class,
            LogRemovals.Blot.class,
            LogRemovals.Retire.class
        })
final class AuditCommands {
    private static final int CONNECTIONS = 1;

    private AuditCommands() {}

    /** A place in the log, as it was typed. */
    static final class ToPoint implements CommandLine.ITypeConverter<Point> {
        @Override
        public Point convert(String text) {
            try {
                return Point.parse(text, Clock.systemUTC());
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Writes it to a file or to standard output. */
    @Command(
            name = "export",
            description =
                    "Writes the sealed entries of the audit log to a file or to standard output, in their order. Tells the position to go on with.",
            mixinStandardHelpOptions = true)
    static final class ExportLog implements Callable<Integer> {
        @Option(
                names = "--format",
                required = true,
                description = "csv for spreadsheets, jsonl for everything there is to know, ocsf for security tools")
        private Format format = Format.JSONL;

        @Option(
                names = "--since",
                converter = ToPoint.class,
                paramLabel = "POINT",
                description =
                        "the first to be written: a day 2026-01-01, a moment 2026-01-01T08:00:00Z, a span 30d, or a position; all without it")
        private @Nullable Point since;

        @Option(
                names = "--from-position",
                paramLabel = "N",
                description = "the first position to be written, such as the one an earlier export named as the next")
        private @Nullable Long fromPosition;

        @Option(
                names = "--until",
                converter = ToPoint.class,
                paramLabel = "POINT",
                description = "the first not to be written any more; all without it")
        private @Nullable Point until;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "a new file, which its owner alone can read; standard output without it")
        private @Nullable Path output;

        @Option(
                names = "--resume",
                description =
                        "goes on behind the last whole entry of FILE, also where a killed export left a torn line")
        private boolean resume;

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            Export.Wanted wanted = wanted(line);
            try (Database database = new Database(Config.database(System.getenv()), CONNECTIONS);
                    Bar bar = new Bar(line.getErr(), "entries")) {
                tell(export(database, bar, wanted), line.getErr());
                return 0;
            } catch (WrongFile e) {
                throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
            }
        }

        private Export.Wanted wanted(CommandLine line) {
            if (since != null && fromPosition != null) {
                throw new CommandLine.ParameterException(line, "--since and --from-position are both there: keep one");
            }
            if (resume && output == null) {
                throw new CommandLine.ParameterException(line, "--resume goes on with a file: name it by --output");
            }
            if (fromPosition != null && fromPosition < 0) {
                throw new CommandLine.ParameterException(line, "--from-position must not be negative");
            }
            return new Export.Wanted(format, fromPosition == null ? since : Point.at(fromPosition), until);
        }

        private Export.Done export(Database database, Bar bar, Export.Wanted wanted) throws IOException, WrongFile {
            boolean drawn = Bar.atTerminal();
            Export export = new Export(database.jdbi(), (done, total) -> {
                if (drawn) {
                    bar.draw(done, total);
                }
            });
            if (output != null) {
                return export.to(output, resume, wanted);
            }
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                return export.to(out, wanted);
            }
        }

        private static void tell(Export.Done done, PrintWriter err) {
            err.println("written: " + done.written());
            err.println("next: " + done.next());
            if (done.waiting() > 0) {
                err.println("not in it: " + done.waiting() + " entries that wait to be sealed");
            }
        }
    }
}
