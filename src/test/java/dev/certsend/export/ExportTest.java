package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private SealedTables tables;
    private Export export;

    @SuppressWarnings("NullAway.Init")
    ExportTest() {}

    @BeforeEach
    void start() {
        tables = new SealedTables();
        export = new Export(tables.jdbi(), (done, total) -> {});
        append(10);
        tables.seal();
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void everything_sealed_goes_out_and_the_log_says_so() throws IOException {
        append(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(export.to(out, all(Format.JSONL))).isEqualTo(new Export.Done(10, 10, 3));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(10).allSatisfy(line -> assertThat(line)
                .startsWith("{\"position\":")
                .contains("a \\\"line\\\""));
        tables.seal();
        assertThat(export.to(new ByteArrayOutputStream(), from(Point.at(12)))).isEqualTo(new Export.Done(1, 13, 1));
        assertThat(tables.number("SELECT count(*) FROM audit_entry WHERE action = 'log.exported'"
                        + " AND reason = 'jsonl, positions 0 to 9, to standard output'"))
                .isOne();
    }

    @Test
    void nothing_new_is_no_export() throws IOException {
        assertThat(export.to(new ByteArrayOutputStream(), from(Point.at(10)))).isEqualTo(new Export.Done(0, 10, 0));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void an_export_killed_at_any_byte_is_resumed_to_the_same_file(Format format) throws IOException, WrongFile {
        Path whole = folder.resolve("whole");
        export.to(whole, false, until(format, 5));
        byte[] bytes = Files.readAllBytes(whole);
        for (int kept = 0; kept <= bytes.length; kept += 1 + bytes.length / 40) {
            Path torn = folder.resolve("torn" + kept);
            Files.write(torn, Arrays.copyOf(bytes, kept));
            assertThat(export.to(torn, true, until(format, 5)).next()).isEqualTo(5);
            assertThat(torn).hasBinaryContent(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void another_export_goes_on_where_the_last_one_ended(Format format) throws IOException, WrongFile {
        Path whole = folder.resolve("whole");
        Path pieces = folder.resolve("pieces");
        export.to(whole, false, until(format, 10));
        assertThat(export.to(pieces, true, until(format, 4)).written()).isEqualTo(4);
        assertThat(export.to(pieces, true, until(format, 10)).written()).isEqualTo(6);
        assertThat(export.to(pieces, true, until(format, 10)).written()).isZero();
        assertThat(pieces).hasSameBinaryContentAs(whole);
    }

    @Test
    void a_file_that_is_there_is_not_written_over() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        for (Format format : Format.values()) {
            assertThatThrownBy(() -> export.to(file, false, all(format)))
                    .isInstanceOf(WrongFile.class)
                    .hasMessageContaining("--resume");
            assertThatThrownBy(() -> export.to(file, true, all(format)))
                    .isInstanceOf(WrongFile.class)
                    .hasMessageContaining("does not end with an entry as " + format);
        }
        Files.writeString(file, "precious\nlines\n");
        for (Format format : Format.values()) {
            assertThatThrownBy(() -> export.to(file, true, all(format))).isInstanceOf(WrongFile.class);
        }
        assertThat(file).hasContent("precious\nlines\n");
    }

    @Test
    void one_format_does_not_go_on_with_another() throws IOException, WrongFile {
        Path file = folder.resolve("file");
        export.to(file, false, all(Format.JSONL));
        byte[] before = Files.readAllBytes(file);
        for (Format other : List.of(Format.CSV, Format.OCSF)) {
            assertThatThrownBy(() -> export.to(file, true, all(other))).isInstanceOf(WrongFile.class);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void its_file_is_for_its_owner_alone() throws IOException, WrongFile {
        Path file = folder.resolve("file");
        export.to(file, false, all(Format.CSV));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void moments_and_spans_bound_it() throws IOException {
        assertThat(export.to(new ByteArrayOutputStream(), from(Point.parse("1h", CLOCK)))
                        .written())
                .isEqualTo(10);
        assertThat(export.to(new ByteArrayOutputStream(), from(Point.parse("2999-01-01", CLOCK))))
                .isEqualTo(new Export.Done(0, 10, 1));
        Export.Wanted longAgo = new Export.Wanted(Format.CSV, null, Point.parse("1999-01-01T00:00:00Z", CLOCK));
        assertThat(export.to(new ByteArrayOutputStream(), longAgo).written()).isZero();
        assertThatThrownBy(() -> Point.parse("yesterday", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-01-01");
        assertThatThrownBy(() -> Point.parse("2026-13-01", CLOCK)).isInstanceOf(IllegalArgumentException.class);
    }

    private void append(int count) {
        tables.append(IntStream.range(0, count)
                .mapToObj(each -> Entry.of(Action.MAIL_ACCEPTED, "T1")
                        .by("U1", "a \"line\"\nand another, with commas")
                        .to(Samples.DELIVERY, "bob@example.net"))
                .toArray(Entry[]::new));
    }

    private static Export.Wanted all(Format format) {
        return new Export.Wanted(format, null, null);
    }

    private static Export.Wanted from(Point since) {
        return new Export.Wanted(Format.JSONL, since, null);
    }

    private static Export.Wanted until(Format format, long until) {
        return new Export.Wanted(format, null, Point.at(until));
    }
}
