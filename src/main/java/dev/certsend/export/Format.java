package dev.certsend.export;

import dev.certsend.audit.RecordedEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How entries are written for others. All of it is UTF-8. */
public enum Format {
    /** For spreadsheets: {@link CsvWriter}. */
    CSV,
    /** All there is to know of an entry: {@link JsonLinesWriter}. */
    JSONL,
    /** For security tools: {@link OcsfWriter}. */
    OCSF;

    /** From the beginning of a file. */
    public EntryWriter writer(OutputStream out) throws IOException {
        return switch (this) {
            case CSV -> new CsvWriter(out, true);
            case JSONL -> new JsonLinesWriter(out);
            case OCSF -> new OcsfWriter(out);
        };
    }

    /** Behind entries that are in the file already. */
    public EntryWriter continued(OutputStream out) throws IOException {
        return this == CSV ? new CsvWriter(out, false) : writer(out);
    }

    /** One entry, with the line break at its end. */
    public byte[] line(RecordedEntry entry, @Nullable Long position) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        try {
            EntryWriter writer = continued(line);
            writer.write(entry, position);
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return line.toByteArray();
    }
}
