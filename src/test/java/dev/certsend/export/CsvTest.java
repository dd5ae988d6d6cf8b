package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.audit.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void begins_with_a_byte_order_mark_and_a_header_of_as_many_columns_as_there_are_cells() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EntryWriter writer = Format.CSV.writer(file);
        writer.write(Samples.full(Action.MAIL_ACCEPTED), 9L);
        writer.finish();
        String text = file.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFposition,id,at,").endsWith("\r\n");
        String[] lines = text.split("\r\n", -1);
        assertThat(lines[1].split(",", -1)).hasSameSizeAs(CsvWriter.columns());
        assertThat(lines[1])
                .startsWith("9,42,2026-11-23T08:00:00.123456Z,mail.accepted,done,T1,U1,Anna,")
                .endsWith(",000102030405060708090a0b0c0d0e0f,");
    }

    @Test
    void no_other_country_s_cell_begins_with_a_formula() {
        assertThat(line("x;=cmd|'/C calc'!A0 | -1 \t@a")).contains("x;'=cmd|'/C calc'!A0 | -1 \t'@a");
    }

    @Test
    void quotes_what_would_end_a_cell_or_a_line() {
        assertThat(line("a \"b\", c\r\nd")).contains(",\"a \"\"b\"\", c\r\nd\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x"})
    void a_formula_is_text(String formula) {
        assertThat(line(formula)).contains(",'" + formula + ",");
    }

    @Test
    void a_formula_behind_a_line_break_is_text_too() {
        assertThat(line("\r=1")).contains(",\"'\r=1\",");
        assertThat(line("\n=1")).contains(",\"'\n=1\",");
    }

    @Test
    void blotted_out_values_are_empty_cells_beside_their_digest() {
        String line = new String(Format.CSV.line(Samples.blotted(Action.LINK_OPENED), null), StandardCharsets.UTF_8);
        assertThat(line).startsWith(",42,").endsWith(",ref-1,,,,,," + "0".repeat(64) + "\r\n");
    }

    private static String line(String name) {
        return new String(
                Format.CSV.line(Samples.entry(Action.MAIL_ACCEPTED, name, null, null, null, null), 1L),
                StandardCharsets.UTF_8);
    }
}
