package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.seal.StrangersLog.Signer;
import dev.certsend.seal.StrangersVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verifier that was written from FORMAT.md alone, on logs that were written from FORMAT.md alone. */
class StrangersVerifierTest {
    private static final Signer OLD = StrangersEvidence.OLD;
    private static final Signer NEW = StrangersEvidence.NEW;

    private final Path directory;

    StrangersVerifierTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void node() {
        StrangersVerifier.assumeItRuns();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 255, 256, 257, 1000})
    void a_good_log_of_any_size_is_well(int size) {
        StrangersLog log = StrangersEvidence.log(size);
        StrangersEvidence shown = new StrangersEvidence(log);
        int half = size / 2;
        int most = size - size / 3;
        shown.checkpoints.clear();
        shown.checkpoints.add(log.checkpoint(0, 0, OLD));
        shown.checkpoints.add(log.checkpoint(half, half, OLD));
        shown.checkpoints.add(log.checkpoint(most, most, OLD, NEW));
        shown.checkpoints.add(log.checkpoint(size, size, NEW));
        for (int index : IntStream.of(0, size / 3, size / 2, size - 1)
                .filter(index -> index >= 0 && index < size)
                .toArray()) {
            shown.proofs.add(log.proof(index, size, log.checkpoint(size, size, NEW)));
            int least = index + 1;
            shown.proofs.add(log.proof(index, least, log.checkpoint(least, least, OLD)));
        }

        Verdict verdict = shown.verify(directory);

        assertThat(verdict.lines()).isEmpty();
        assertThat(verdict.code()).isZero();
        assertThat(verdict.aside()).startsWith(size + " entries; the last checkpoint, of 2026-11-23T");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.certsend.seal.StrangersTampering#all")
    void tampering_is_found_and_told_where(StrangersTampering tampering) {
        StrangersEvidence shown = tampering.apply();

        Verdict verdict = shown.verify(directory);

        Set<String> found = verdict.lines().stream()
                .map(line -> line.replaceFirst("position=([0-9-]+) id=[0-9-]+: .+", "$1"))
                .collect(Collectors.toSet());
        assertThat(found).as(verdict.toString()).isEqualTo(tampering.expected());
        assertThat(verdict.code()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.certsend.seal.StrangersTampering#harmless")
    void what_the_format_allows_is_no_tampering(StrangersTampering allowed) {
        Verdict verdict = allowed.apply().verify(directory);

        assertThat(verdict.lines()).isEmpty();
        assertThat(verdict.code()).isZero();
    }

    @Test
    void a_problem_names_the_entry_by_its_id_too() {
        StrangersEvidence shown = new StrangersEvidence(StrangersEvidence.log(12));
        shown.edit(5, "Mozilla/5.0", "Mozilla/6.0");

        assertThat(shown.verify(directory).lines())
                .containsExactly("changed position=5 id=105: personal is not what was sealed");
    }

    @Test
    void keys_can_come_from_a_file() throws IOException {
        StrangersEvidence shown = new StrangersEvidence(StrangersEvidence.log(12));
        Path keys = Files.writeString(directory.resolve("keys"), OLD.verifier() + "\n" + NEW.verifier() + "\n");
        shown.keys = List.of(keys.toString());

        assertThat(shown.verify(directory).code()).isZero();
    }

    static Stream<List<String>> misuses() {
        String key = OLD.verifier();
        return Stream.of(
                List.of(),
                List.of("--log", "pom.xml"),
                List.of("--key", key),
                List.of("--log", "there-is-no-such-log", "--key", key),
                List.of("--log", "pom.xml", "--key", key, "--log", "pom.xml"),
                List.of("--log", "pom.xml", "--key", key, "--trust-all"),
                List.of("--log", "pom.xml", "--key", key, "--checkpoints", "there-is-no-such-file"),
                List.of("--log", "pom.xml", "--key", key, "--proof", "there-is-no-such-file"),
                List.of("--log", "pom.xml", "--key", key.substring(0, key.length() - 4)),
                List.of("--log", "pom.xml", "--key", "x" + key));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void wrong_usage_is_neither_well_nor_a_problem(List<String> arguments) {
        Verdict verdict = StrangersVerifier.run(arguments);

        assertThat(verdict.code()).isEqualTo(2);
        assertThat(verdict.lines()).isEmpty();
        assertThat(verdict.aside()).contains("usage: verify-log.mjs --log FILE");
    }
}
