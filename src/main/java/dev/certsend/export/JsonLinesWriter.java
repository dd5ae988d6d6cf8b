package dev.certsend.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One object a line, from which a stranger computes every leaf of the tree:
 *
 * <ul>
 *   <li>{@code position}: number of its leaf in the tree, from 0; absent as long as it has none
 *   <li>{@code id}: the entry's number, by which people name it
 *   <li>{@code entry}: byte for byte what the tree holds of it, by RFC 8785; the leaf is SHA-256(0x00 || these bytes)
 *   <li>{@code personal}: those of {@code client_address}, {@code reason}, {@code recipient} and {@code user_agent} that apply,
 *       byte for byte by RFC 8785; absent where none does, or where they were blotted out
 *   <li>{@code salt}: 16 bytes in base64, there with {@code personal}; the entry's own member {@code personal} is the hexadecimal of
 *       SHA-256(salt || these bytes)
 * </ul>
 */
final class JsonLinesWriter implements EntryWriter {
    private final JsonGenerator json;

    JsonLinesWriter(OutputStream out) throws IOException {
        json = JsonLines.to(out);
    }

    @Override
    public void write(RecordedEntry entry, @Nullable Long position) throws IOException {
        json.writeStartObject();
        if (position != null) {
            json.writeNumberField("position", position);
        }
        json.writeNumberField("id", entry.entryId());
        json.writeFieldName("entry");
        json.writeRawValue(entry.canonical());
        byte[] salt = entry.salt();
        if (salt != null) {
            json.writeFieldName("personal");
            json.writeRawValue(entry.canonicalPersonal());
            json.writeBinaryField("salt", salt);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void finish() throws IOException {
        json.flush();
    }
}
