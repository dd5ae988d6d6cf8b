package dev.certsend.seal;

import dev.certsend.audit.Canonical;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * A month whose entries were exported and taken out.
 *
 * @param positions of its leaves, as PostgreSQL writes a multirange
 * @param fileSha256 of the file they went to
 */
public record Retired(LocalDate month, String positions, long entries, byte[] fileSha256) {
    private static final Pattern RANGE = Pattern.compile("\\[([0-9]+),([0-9]+)\\)");

    static List<Retired> all(Handle handle) {
        return handle.createQuery(
                        "SELECT month, positions::text, entries, file_sha256 FROM audit_retired ORDER BY month")
                .map((row, context) -> new Retired(
                        row.getObject(1, LocalDate.class), row.getString(2), row.getLong(3), row.getBytes(4)))
                .list();
    }

    /** Keeps it. */
    public void keep(Handle transaction) {
        transaction.createUpdate("""
                        INSERT INTO audit_retired (month, positions, entries, file_sha256)
                        VALUES (:month, CAST(:positions AS int8multirange), :entries, :fileSha256)""").bindMethods(this).execute();
    }

    /** What the entry about it says. */
    public String reason() {
        return "%d-%02d: %d entries, positions %s, file %s"
                .formatted(
                        month.getYear(),
                        month.getMonthValue(),
                        entries,
                        Canonical.hex(sha256(positions)),
                        Canonical.hex(fileSha256));
    }

    /** By their first positions the ends of all of these ranges. */
    static NavigableMap<Long, Long> ranges(List<Retired> months) {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        for (Retired month : months) {
            Matcher range = RANGE.matcher(month.positions());
            while (range.find()) {
                ranges.put(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
            }
        }
        return ranges;
    }

    static boolean isIn(NavigableMap<Long, Long> ranges, long position) {
        Map.Entry<Long, Long> range = ranges.floorEntry(position);
        return range != null && position < range.getValue();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
