package dev.certsend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The whole matrix, or the rows in whose name the pattern {@code -Dfaults.only} is found: {@code mvn -q test-compile exec:java
 * -Dexec.mainClass=dev.certsend.faults.FaultMatrix}. The chances are those of {@code -Dfaults.seed}. It takes hours; with
 * {@code -Dfaults.short=true} most of one. Exit status 1 if a row broke a promise.
 */
public final class FaultMatrix {
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final Pattern ONLY =
            Pattern.compile(System.getProperty("faults.only", ""), Pattern.CASE_INSENSITIVE);

    private static final int MOST_DETAILS = 10;

    private final Scale scale = Scale.asked();
    private boolean broken;

    private FaultMatrix() {}

    public static void main(String[] arguments) {
        FaultMatrix matrix = new FaultMatrix();
        System.out.println("Seed " + SEED + "\n\n" + FaultTable.HEAD);
        matrix.runAll();
        System.out.println(matrix.broken ? "\nA promise was broken." : "\nEvery promise was kept.");
        System.exit(matrix.broken ? 1 : 0);
    }

    /** All rows that need nothing of their own. */
    static List<Fault> rows() {
        List<Fault> all = new ArrayList<>(KillFaults.all());
        all.addAll(DatabaseFaults.all());
        all.addAll(RelayFaults.all());
        all.addAll(NetworkFaults.all());
        all.addAll(ProcessFaults.all());
        return all;
    }

    private void runAll() {
        List<Fault> rows = rows().stream().filter(FaultMatrix::isAsked).toList();
        if (!rows.isEmpty()) {
            try (Rig rig = new Rig(Folders.temporary())) {
                System.err.println("logs are in " + rig.logs());
                rows.forEach(fault -> run(rig, fault));
            }
        }
        Fault row = DiskFull.fault(Path.of("."));
        if (isAsked(row)) {
            diskFull(row);
        }
    }

    private void diskFull(Fault row) {
        try {
            Path disk = DiskFull.mount();
            try (Rig rig = new Rig(Files.createDirectory(disk.resolve("postgres")))) {
                run(rig, DiskFull.fault(disk));
            } finally {
                DiskFull.unmount(disk);
            }
        } catch (Fault.Skipped e) {
            System.out.println(FaultTable.skipped(row, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Rig rig, Fault fault) {
        long began = System.nanoTime();
        try (Run run = rig.run(fault, scale, SEED)) {
            fault.course().run(run);
            Verdict verdict = run.verdict();
            broken |= !verdict.broken().isEmpty();
            System.out.println(FaultTable.row(fault, verdict));
            verdict.broken().stream()
                    .limit(MOST_DETAILS)
                    .forEach(each -> System.err.println("  " + fault.name() + ": " + each));
        } catch (Fault.Skipped e) {
            System.out.println(FaultTable.skipped(fault, e));
        } catch (Exception e) {
            broken = true;
            System.out.println(FaultTable.failed(fault, e));
        } finally {
            System.err.printf(Locale.ROOT, "%s: %.0f s%n", fault.name(), (System.nanoTime() - began) / 1e9);
        }
    }

    private static boolean isAsked(Fault fault) {
        return ONLY.matcher(fault.name()).find();
    }
}
