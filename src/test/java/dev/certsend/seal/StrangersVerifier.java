package dev.certsend.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The verifier that was written from FORMAT.md alone, for Node.js. Where there is none, a test is skipped and says so; in CI it fails. */
final class StrangersVerifier {
    private static final Path SCRIPT = Path.of("src", "test", "js", "verify-log.mjs");

    private StrangersVerifier() {}

    /** What it found. The code is 0 if all is well, 1 if there are problems, each on a line, and 2 if it couldn't do its work. */
    record Verdict(int code, List<String> lines, String aside) {}

    /** @param keys verifier keys, or files of them */
    static Verdict verify(Path log, List<Path> checkpoints, List<String> keys, List<Path> proofs) {
        List<String> arguments = new ArrayList<>(List.of("--log", log.toString()));
        checkpoints.forEach(file -> arguments.addAll(List.of("--checkpoints", file.toString())));
        keys.forEach(key -> arguments.addAll(List.of("--key", key)));
        proofs.forEach(file -> arguments.addAll(List.of("--proof", file.toString())));
        return run(arguments);
    }

    static Verdict run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString()));
        command.addAll(arguments);
        try {
            Path aside = Files.createTempFile("verifier", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(aside.toFile())
                        .start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Verdict(process.waitFor(), said.lines().toList(), Files.readString(aside));
            } finally {
                Files.delete(aside);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("node did not run", e);
        }
    }

    /** Skips the test where there is no Node.js; in CI there must be. */
    static void assumeItRuns() {
        boolean there = isThere();
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI must have Node.js 18 or later: see .ci/run");
        }
        Assumptions.assumeTrue(there, "skipped: Node.js is not installed");
    }

    private static boolean isThere() {
        try {
            Process process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
