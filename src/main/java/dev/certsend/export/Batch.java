package dev.certsend.export;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries that go together, in their order.
 *
 * @param next the position behind them
 */
record Batch(List<Line> lines, long next) {
    /** More of either is not sent at once. */
    static final int MOST_LINES = 500;

    static final int MOST_BYTES = 1 << 20;

    /** @param json one line, with the line feed at its end */
    record Line(SealedLog.Sealed sealed, byte[] json) {}

    /** A page cut into batches; none is longer than allowed unless one line alone is. */
    static List<Batch> of(SealedLog.Page page, Format format) {
        List<Batch> batches = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        int bytes = 0;
        for (SealedLog.Sealed sealed : page.entries()) {
            byte[] json = format.line(sealed.entry(), sealed.position());
            if (lines.size() == MOST_LINES || (!lines.isEmpty() && bytes + json.length > MOST_BYTES)) {
                batches.add(new Batch(List.copyOf(lines), sealed.position()));
                lines.clear();
                bytes = 0;
            }
            lines.add(new Line(sealed, json));
            bytes += json.length;
        }
        batches.add(new Batch(List.copyOf(lines), page.next()));
        return batches;
    }

    /** All lines, one after the other. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(line -> all.writeBytes(line.json()));
        return all.toByteArray();
    }
}
