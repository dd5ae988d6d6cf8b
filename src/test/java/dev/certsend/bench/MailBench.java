package dev.certsend.bench;

import dev.certsend.bench.MailContestant.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many letters a second are written and handed over, beside Simple Java Mail and the most the machine can do, and whether many
 * of them fill the memory. About six minutes:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.certsend.bench.MailBench}.
 *
 * <p>Four kept connections on loopback to Postfix's {@code smtp-sink}, no encryption, no database. {@code -Dbench.seconds} is the
 * length of a turn, {@code -Dbench.turns} their number, {@code -Dbench.letters} how many are sent for the memory,
 * {@code -Dbench.postfix} where Postfix's programs are. Ends with 1 if a count is wrong or the memory grows.
 */
public final class MailBench {
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
    private static final int ROUNDS = Integer.getInteger("bench.turns", 5);
    private static final int WARM_UP_ROUNDS = 2;
    private static final long LETTERS = Long.getLong("bench.letters", 100_000);

    private final MailPostfix postfix;
    private final Path logs;

    private MailBench(MailPostfix postfix, Path logs) {
        this.postfix = postfix;
        this.logs = logs;
    }

    public static void main(String[] arguments) throws IOException {
        Optional<MailPostfix> postfix = MailPostfix.find();
        if (postfix.isEmpty()) {
            System.out.println(MailPostfix.HOW_TO_GET);
            System.exit(1);
        }
        Path logs = Files.createTempDirectory("cert-send-bench");
        System.out.println("What the contestants say is in " + logs);
        List<String> faults = new MailBench(postfix.orElseThrow(), logs).run();
        if (!faults.isEmpty()) {
            System.out.println("\nFAILED:\n  " + String.join("\n  ", faults));
            System.exit(1);
        }
    }

    private List<String> run() throws IOException {
        List<MailContestant> jvms = new ArrayList<>();
        try (MailSink sink = new MailSink(postfix, logs)) {
            for (Kind kind : Kind.values()) {
                jvms.add(new MailContestant(kind, sink.port(), logs));
            }
            jvms.forEach(each -> System.out.println(each.title() + ": a letter has " + each.letterBytes() + " bytes"));
            List<MailTurns.Contestant> all = new ArrayList<>(jvms);
            all.add(0, new MailSource(postfix, sink, jvms.get(0).letterBytes(), logs));
            MailTurns turns = new MailTurns(sink, all);
            turns.warmUp(TURN, WARM_UP_ROUNDS);
            turns.run(TURN, ROUNDS);
            System.out.println("\n" + new MailTable(turns, all).markdown());
            return memory(sink, turns);
        } finally {
            jvms.forEach(MailContestant::close);
        }
    }

    private List<String> memory(MailSink sink, MailTurns turns) throws IOException {
        try (MailContestant ours = new MailContestant(Kind.OURS, sink.port(), logs)) {
            MailMemory memory = MailMemory.measure(ours, LETTERS, sink, turns);
            System.out.println("\n" + memory.markdown());
            List<String> faults = new ArrayList<>(turns.untrue());
            if (!memory.isBounded()) {
                faults.add(
                        String.format(Locale.ROOT, "the heap after full collections grew by %.2f MB", memory.growth()));
            }
            return faults;
        }
    }
}
