package dev.certsend.history;

import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.Question;
import dev.certsend.audit.RecordedEntry;
import dev.certsend.export.EntryWriter;
import dev.certsend.export.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes what a question finds into a file, the newest first, page after page: in memory there is one page at a time. */
final class EntryFile {
    /** What one file has at most. */
    static final int MOST = 100_000;

    private static final int PAGE = 1_000;

    private final Jdbi jdbi;
    private final AuditSearch search;
    private final int most;

    EntryFile(Jdbi jdbi) {
        this(jdbi, MOST);
    }

    /** @param most what one file has at most */
    EntryFile(Jdbi jdbi, int most) {
        this.jdbi = jdbi;
        this.search = new AuditSearch(jdbi);
        this.most = most;
    }

    /**
     * What was written.
     *
     * @param more whether there are older entries that were left out
     */
    record Written(int entries, boolean more) {}

    Written write(Question question, Format format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            EntryWriter writer = format.writer(out);
            int written = 0;
            AuditSearch.Key last = null;
            while (true) {
                List<RecordedEntry> page = search.find(question, last, PAGE);
                List<RecordedEntry> taken = page.subList(0, Math.min(page.size(), most - written));
                write(writer, taken);
                written += taken.size();
                if (taken.size() < page.size() || page.size() < PAGE) {
                    writer.finish();
                    return new Written(written, taken.size() < page.size());
                }
                last = AuditSearch.Key.of(page.get(page.size() - 1));
            }
        }
    }

    private void write(EntryWriter writer, List<RecordedEntry> page) throws IOException {
        Map<Long, Long> positions = page.isEmpty() ? Map.of() : positions(page);
        for (RecordedEntry entry : page) {
            writer.write(entry, position(positions, entry));
        }
    }

    private static @Nullable Long position(Map<Long, Long> positions, RecordedEntry entry) {
        return positions.get(entry.entryId());
    }

    /** Of those that are sealed, by their ids. */
    private Map<Long, Long> positions(List<RecordedEntry> page) {
        Long[] ids = page.stream().map(RecordedEntry::entryId).toArray(Long[]::new);
        Map<Long, Long> positions = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT sealed.id, run.first_position + sealed.number - 1
                        FROM audit_run run CROSS JOIN LATERAL unnest(run.entry_ids) WITH ORDINALITY sealed (id, number)
                        WHERE run.last_at >= :from AND run.first_at <= :until AND sealed.id = ANY(:ids)""")
                .bind("from", page.get(page.size() - 1).at().atOffset(ZoneOffset.UTC))
                .bind("until", page.get(0).at().atOffset(ZoneOffset.UTC))
                .bindArray("ids", Long.class, (Object[]) ids)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .forEach(each -> positions.put(each.getKey(), each.getValue())));
        return positions;
    }
}
