package dev.certsend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What many letters leave behind: heap after full collections, and resident size. */
final class MailMemory {
    private static final long STEP = 10_000;
    private static final double MOST_GROWTH = 10;
    private static final double MEGABYTE = 1 << 20;

    private final List<Row> rows = new ArrayList<>();

    private record Row(long letters, double heap, long resident) {}

    /** Sends so many letters, in steps of ten thousand, and looks after each. */
    static MailMemory measure(MailContestant ours, long letters, MailSink sink, MailTurns turns) {
        MailMemory memory = new MailMemory();
        for (long sent = 0; sent < letters; ) {
            long step = Math.min(STEP, letters - sent);
            long before = sink.letters();
            MailTurn turn = ours.letters(step);
            turns.check("memory", turn, sink.settledLetters() - before);
            sent += step;
            memory.rows.add(new Row(sent, ours.heap() / MEGABYTE, ours.residentMegabytes()));
        }
        return memory;
    }

    /** From the first ten thousand to the last, in MB. */
    double growth() {
        return rows.get(rows.size() - 1).heap - rows.get(0).heap;
    }

    boolean isBounded() {
        return growth() <= MOST_GROWTH;
    }

    String markdown() {
        StringBuilder table =
                new StringBuilder("| letters | heap after full collection | resident |\n| ---: | ---: | ---: |");
        for (Row row : rows) {
            table.append(String.format(Locale.ROOT, "%n| %d | %.2f MB | %d MB |", row.letters, row.heap, row.resident));
        }
        return table.toString();
    }
}
