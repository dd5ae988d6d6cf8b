package dev.certsend.export;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.seal.Retired;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes old months out of the database: writes what they hold to a file as {@code audit export --format jsonl} does, has an entry
 * tell of it, and drops their tables. Their leaves stay, so the tree stays whole, and so do proofs. Needs the role that owns the
 * tables.
 */
public final class Retirement {
    private final Jdbi jdbi;
    private final Path directory;

    /** A month that is out, and the file that has it. */
    public record Done(LocalDate month, long entries, Path file) {}

    /** @param directory where the files go */
    public Retirement(Jdbi jdbi, Path directory) {
        this.jdbi = jdbi;
        this.directory = directory;
    }

    /** The months that ended before this moment and are still there, the oldest first. */
    public List<LocalDate> due(Instant before) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT to_date(substring(inhrelid::regclass::text FROM '[0-9]{4}_[0-9]{2}$'), 'YYYY_MM') AS month
                        FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass ORDER BY month""")
                .mapTo(LocalDate.class)
                .filter(month -> !month.plusMonths(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .isAfter(before))
                .list());
    }

    /**
     * Takes a month out.
     *
     * @throws IOException the file can't be written, or is there already; nothing was taken out
     * @throws IllegalStateException some of it is not sealed yet; nothing was taken out
     */
    public Done retire(LocalDate month) throws IOException {
        String table = "audit_entry_%d_%02d".formatted(month.getYear(), month.getMonthValue());
        Path file = directory.resolve("audit-%d-%02d.jsonl".formatted(month.getYear(), month.getMonthValue()));
        Written written = write(month, file);
        long there = jdbi.withHandle(handle -> count(handle, table));
        if (there != written.entries()) {
            Files.delete(file);
            throw new IllegalStateException("of the " + there + " entries of " + month + " only " + written.entries()
                    + " are sealed: try again when all are");
        }
        // From here on the file stays, whatever happens: it may be the only one to have the month.
        jdbi.useTransaction(transaction -> takeOut(transaction, month, table, written));
        return new Done(month, written.entries(), file);
    }

    private static void takeOut(Handle transaction, LocalDate month, String table, Written written) {
        transaction.execute("SET LOCAL statement_timeout = 0");
        transaction.execute("LOCK TABLE " + table + " IN SHARE MODE");
        if (count(transaction, table) != written.entries()) {
            throw new IllegalStateException(
                    "entries were put into " + month + " meanwhile: take the file away, and look why");
        }
        Retired retired = new Retired(month, written.positions(), written.entries(), written.sha256());
        retired.keep(transaction);
        List<Entry> told =
                new ArrayList<>(List.of(Entry.ofProgram(Action.LOG_RETIRED).because(retired.reason())));
        told.addAll(toldBefore(transaction, table));
        AuditLog.append(transaction, told);
        // Whoever appends waits behind us for the table.
        transaction.execute("SET LOCAL lock_timeout = '5s'");
        transaction.execute("ALTER TABLE audit_entry DETACH PARTITION " + table);
        transaction.execute("DROP TABLE " + table);
    }

    /** What its entries tell of other months and of blotting must be told again: verification asks for it. */
    private static List<Entry> toldBefore(Handle transaction, String table) {
        return transaction
                .createQuery(
                        "SELECT action, reason FROM " + table
                                + " WHERE action IN ('log.retired', 'log.blotted') AND reason IS NOT NULL ORDER BY at, entry_id")
                .map((row, context) -> Entry.ofProgram(
                                Action.of(row.getString(1)).orElseThrow())
                        .because(row.getString(2)))
                .list();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(String positions, long entries, byte[] sha256) {}

    private Written write(LocalDate month, Path file) throws IOException {
        Instant from = month.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant until = month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        SealedLog log = new SealedLog(jdbi);
        Positions positions = new Positions();
        MessageDigest sha256 = sha256();
        try (FileChannel channel = OwnersFile.open(file, Set.of(CREATE_NEW, WRITE));
                OutputStream out =
                        new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), sha256)) {
            EntryWriter writer = Format.JSONL.writer(out);
            log.forEach(log.positionAt(from), log.positionAfter(until), (position, entry) -> {
                if (!entry.at().isBefore(from) && entry.at().isBefore(until)) {
                    writer.write(entry, position);
                    positions.add(position);
                }
            });
            writer.finish();
            out.flush();
            channel.force(true);
        }
        return new Written(positions.text(), positions.count, sha256.digest());
    }

    private static long count(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Ascending numbers as ranges, the way PostgreSQL writes them. */
    private static final class Positions {
        private final StringBuilder ranges = new StringBuilder();
        private long begin;
        private long end;
        private long count;

        void add(long position) {
            if (count > 0 && position != end) {
                close();
                ranges.append(',');
            }
            if (count == 0 || position != end) {
                begin = position;
            }
            end = position + 1;
            count++;
        }

        private void close() {
            ranges.append('[').append(begin).append(',').append(end).append(')');
        }

        String text() {
            if (count > 0) {
                close();
            }
            return "{" + ranges + "}";
        }
    }
}
