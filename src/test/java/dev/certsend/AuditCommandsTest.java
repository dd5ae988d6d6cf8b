package dev.certsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AuditCommandsTest {
    private final StringWriter err = new StringWriter();

    @Test
    void what_is_typed_wrongly_is_told_and_nothing_begun() {
        assertThat(run("export")).contains("--format");
        assertThat(run("export", "--format", "xml")).contains("CSV, JSONL, OCSF");
        assertThat(run("export", "--format", "csv", "--since", "yesterday")).contains("2026-01-01T08:00:00Z");
        assertThat(run("export", "--format", "csv", "--since", "1d", "--from-position", "3"))
                .contains("keep one");
        assertThat(run("export", "--format", "csv", "--from-position", "-3")).contains("negative");
        assertThat(run("export", "--format", "csv", "--resume")).contains("--output");
    }

    private String run(String... arguments) {
        err.getBuffer().setLength(0);
        CommandLine line = new CommandLine(AuditCommands.class)
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(line.execute(arguments)).isEqualTo(2);
        return err.toString();
    }
}
