package dev.certsend.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The last whole entry of an export, and with that the place behind which it goes on.
 *
 * @param end of the last whole line, in bytes: what follows was torn
 * @param position null where there is no whole entry
 */
record LastEntry(long end, @Nullable Long position) {
    private static final int PIECE = 1 << 16;
    private static final long LONGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws WrongFile these are no bytes of such an export */
    static LastEntry read(FileChannel file, Format format) throws IOException, WrongFile {
        long begin = 0;
        long end = 0;
        boolean quoted = false;
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; file.read(piece.clear(), at) > 0; at += piece.limit()) {
            piece.flip();
            for (int i = 0; i < piece.limit(); i++) {
                byte each = piece.get(i);
                if (each == '"' && format == Format.CSV) {
                    quoted = !quoted;
                } else if (each == '\n' && !quoted) {
                    begin = end;
                    end = at + i + 1;
                }
            }
        }
        if (end > 0) {
            return new LastEntry(end, position(text(file, begin, end), format));
        }
        if (!begins(text(file, 0, file.size()), format)) {
            throw wrong(format);
        }
        return new LastEntry(0, null);
    }

    private static String text(FileChannel file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(to - from, LONGEST));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Whether a first line may have been torn to this. */
    private static boolean begins(String torn, Format format) {
        return format == Format.CSV
                ? torn.isEmpty() || torn.startsWith("\uFEFF") || torn.equals("\uFFFD")
                : torn.isEmpty() || torn.startsWith("{");
    }

    private static @Nullable Long position(String line, Format format) throws WrongFile {
        if (format == Format.CSV
                && line.startsWith("\uFEFF" + CsvWriter.columns().get(0) + ",")) {
            return null;
        }
        try {
            if (format == Format.CSV) {
                return Long.valueOf(line.substring(0, Math.max(0, line.indexOf(','))));
            }
            JsonNode position = JSON.readTree(line).at(format == Format.JSONL ? "/position" : "/metadata/sequence");
            if (position.isIntegralNumber()) {
                return position.longValue();
            }
        } catch (NumberFormatException | JsonProcessingException e) {
            throw wrong(format);
        }
        throw wrong(format);
    }

    private static WrongFile wrong(Format format) {
        return new WrongFile("does not end with an entry as " + format + "; nothing was written to it");
    }
}
