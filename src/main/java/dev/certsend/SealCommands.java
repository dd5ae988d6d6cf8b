package dev.certsend;

import dev.certsend.database.Database;
import dev.certsend.seal.CheckpointFiles;
import dev.certsend.seal.Note;
import dev.certsend.seal.Proof;
import dev.certsend.seal.PublicKey;
import dev.certsend.seal.SealSettings;
import dev.certsend.seal.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What proves the audit log, from the command line. */
final class SealCommands {
    private static final int FAILED = 1;
    /** One for each of what is read side by side, and one to spare. */
    private static final int CONNECTIONS = 6;

    private SealCommands() {}

    /** Checks all of it. */
    @Command(
            name = "verify",
            description =
                    "Checks every entry of the audit log, the tree over them and every checkpoint. Exit status 1: something is"
                            + " wrong; the first of it is told.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description = "checkpoints that were kept outside the database: a file of them, or the directory"
                        + " AUDIT_CHECKPOINT_DIR named; more than once if need be")
        private List<Path> checkpoints = new ArrayList<>();

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                description =
                        "verifier keys, one a line, as audit key prints them; without it that of AUDIT_SIGNING_KEY")
        private List<Path> publicKeys = new ArrayList<>();

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            List<Note> outside = outside(line);
            List<PublicKey> keys = keys(line);
            boolean drawn = Bar.atTerminal();
            try (Database database = new Database(Config.database(System.getenv()), CONNECTIONS);
                    Bar bar = new Bar(line.getErr(), "entries")) {
                Verification.Report report = new Verification(database.jdbi(), keys, outside, (seen, size) -> {
                            if (drawn) {
                                bar.draw(seen, size);
                            }
                        })
                        .run();
                tell(report, keys, line.getOut());
                return report.found() == 0 ? 0 : FAILED;
            }
        }

        private List<Note> outside(CommandLine line) {
            List<Note> outside = new ArrayList<>();
            for (Path path : checkpoints) {
                try {
                    outside.addAll(CheckpointFiles.read(
                            path, fault -> line.getErr().println("passed over, no checkpoint: " + fault)));
                } catch (IOException e) {
                    throw new CommandLine.ParameterException(line, path + " can't be read: " + e.getMessage(), e);
                }
            }
            if (!checkpoints.isEmpty() && outside.isEmpty()) {
                throw new CommandLine.ParameterException(line, "there is no checkpoint in " + checkpoints);
            }
            return outside;
        }

        private List<PublicKey> keys(CommandLine line) throws Config.Faulty {
            if (publicKeys.isEmpty()) {
                return Config.seal(System.getenv()).publicKeys();
            }
            List<PublicKey> keys = new ArrayList<>();
            for (Path path : publicKeys) {
                try {
                    Files.readString(path)
                            .lines()
                            .filter(each -> !each.isBlank())
                            .map(PublicKey::parse)
                            .forEach(keys::add);
                } catch (IOException e) {
                    throw new CommandLine.ParameterException(line, path + " can't be read: " + e.getMessage(), e);
                } catch (IllegalArgumentException e) {
                    throw new CommandLine.ParameterException(line, path + " " + e.getMessage(), e);
                }
            }
            return keys;
        }

        private static void tell(Verification.Report report, List<PublicKey> keys, PrintWriter out) {
            out.println(
                    "entries: " + report.entries() + ", sealed: " + report.sealed() + ", waiting: " + report.waiting());
            report.retired().forEach(month -> out.println("taken out: " + month));
            out.println("root: " + Base64.getEncoder().encodeToString(report.root()));
            String signed = keys.isEmpty()
                    ? "their signatures were not checked: there is neither --public-key nor AUDIT_SIGNING_KEY"
                    : "signed by " + keys;
            out.println("checkpoints: " + report.checkpoints() + ", " + signed);
            report.findings().forEach(each -> out.println("WRONG  " + each.kind() + ": " + each.text()));
            if (report.found() > report.findings().size()) {
                out.println("and " + (report.found() - report.findings().size()) + " more");
            }
            out.println(report.found() == 0 ? "well" : "wrong: " + report.found());
            out.flush();
        }
    }

    /** Proves one entry to others. */
    @Command(
            name = "proof",
            description = "Prints the proof that an entry is in the log, for others (c2sp.org/tlog-proof).",
            mixinStandardHelpOptions = true)
    static final class Prove implements Callable<Integer> {
        @Parameters(
                paramLabel = "ID",
                description = "the number of the entry, as its details in Slack and exports have it")
        private long entryId;

        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            try (Database database = new Database(Config.database(System.getenv()), 1)) {
                Optional<Proof> proof = Proof.of(database.jdbi(), entryId);
                if (proof.isEmpty()) {
                    line.getErr().println("no entry " + entryId + " is sealed");
                    return FAILED;
                }
                line.getOut().print(proof.get().text());
                line.getOut().flush();
                return 0;
            }
        }
    }

    /** Prints what others check with. */
    @Command(
            name = "key",
            description = "Prints the verifier keys of AUDIT_SIGNING_KEY, for whoever checks the log.",
            mixinStandardHelpOptions = true)
    static final class Key implements Callable<Integer> {
        @Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            SealSettings seal = Config.seal(System.getenv());
            if (seal.keys().isEmpty()) {
                line.getErr().println("AUDIT_SIGNING_KEY is missing: make one with openssl genpkey -algorithm ed25519");
                return 2;
            }
            seal.publicKeys().forEach(line.getOut()::println);
            line.getOut().flush();
            return 0;
        }
    }
}
