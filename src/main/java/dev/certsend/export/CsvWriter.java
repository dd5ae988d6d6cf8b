package dev.certsend.export;

import dev.certsend.audit.Canonical;
import dev.certsend.audit.RecordedEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with a header, and a byte order mark, without which Excel takes the bytes for those of its own language. A value that a
 * spreadsheet would take for a formula has an apostrophe put before it. Bytes are in hexadecimal; {@code personal} is there
 * only where what it is the digest of was blotted out.
 */
final class CsvWriter implements EntryWriter {
    private static final String HEADER =
            "position,id,at,action,outcome,team,actor,actor_name,requester,order,certificate,"
                    + "certificate_name,send,delivery,mode,channel,reference,recipient,reason,client_address,user_agent,salt,personal";

    /** What begins a formula, also in full width, and what a spreadsheet passes over on its way to one. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    /** Where spreadsheets in other countries would begin another cell, with a formula in it. */
    private static final Pattern OTHER_CELL = Pattern.compile("([;|\t])(?=[" + Pattern.quote(FORMULA) + "])");

    private final BufferedWriter out;
    private boolean first;

    CsvWriter(OutputStream stream, boolean header) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 15);
        if (header) {
            out.write('\uFEFF');
            out.write(HEADER);
            out.write("\r\n");
        }
    }

    /** The names of the columns, in their order. */
    static List<String> columns() {
        return List.of(HEADER.split(",", -1));
    }

    @Override
    public void write(RecordedEntry entry, @Nullable Long position) throws IOException {
        first = true;
        cell(position);
        cell(entry.entryId());
        cell(Canonical.time(entry.at()));
        cell(entry.action());
        cell(entry.outcome());
        cell(entry.teamId());
        cell(entry.actorId());
        cell(entry.actorName());
        cell(entry.requesterId());
        cell(entry.orderId());
        cell(entry.certificateId());
        cell(entry.certificateName());
        cell(entry.sendId());
        cell(entry.deliveryId());
        cell(entry.mode());
        cell(entry.channelId());
        cell(entry.requestReference());
        cell(entry.recipient());
        cell(entry.reason());
        cell(entry.clientAddress());
        cell(entry.userAgent());
        cell(hex(entry.salt()));
        cell(hex(entry.personal()));
        out.write("\r\n");
    }

    private void cell(@Nullable Object value) throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
        if (value != null) {
            text(value.toString());
        }
    }

    private void text(String value) throws IOException {
        String first = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        String safe = OTHER_CELL.matcher(first).replaceAll("$1'");
        if (safe.chars().noneMatch(each -> each == '"' || each == ',' || each == '\r' || each == '\n')) {
            out.write(safe);
            return;
        }
        out.write('"');
        out.write(safe.replace("\"", "\"\""));
        out.write('"');
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : Canonical.hex(bytes);
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
