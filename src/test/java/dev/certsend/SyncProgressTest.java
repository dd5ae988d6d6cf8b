package dev.certsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SyncProgressTest {

    @Test
    void draws_a_bar_over_itself_for_somebody_at_a_terminal() {
        StringWriter terminal = new StringWriter();
        try (SyncProgress progress = new SyncProgress(new PrintWriter(terminal), () -> 0)) {
            progress.full(1_000, OptionalLong.of(4_000));
            progress.full(4_000, OptionalLong.of(4_000));
        }
        assertThat(terminal.toString())
                .contains("\rorders")
                .contains("100%")
                .contains("4000/4000")
                .endsWith("\n");
    }

    @Test
    void draws_what_it_can_where_nobody_knows_how_many_there_are() {
        StringWriter terminal = new StringWriter();
        try (SyncProgress progress = new SyncProgress(new PrintWriter(terminal), () -> 0)) {
            progress.full(1_000, OptionalLong.empty());
        }
        assertThat(terminal.toString()).contains("1000/?");
    }
}
