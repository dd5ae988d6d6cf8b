package dev.certsend.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Blots somebody's address out of the log: of each entry that is about it, or whose reason names it, all that is personal goes, and
 * the digest that the tree holds of it takes its place. The tree stays as it is. Needs the role that owns the table.
 */
public final class Blotting {
    /** How many entries a reason has room for. */
    private static final int ENTRIES_IN_A_REASON = 15;

    private static final int DIGITS = 16;

    private final Jdbi jdbi;

    public Blotting(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Blots it out wherever it stands, however its letters are written, and appends which entries that were; returns how many. */
    public int blot(String address) {
        return jdbi.inTransaction(transaction -> {
            transaction.execute("SET LOCAL statement_timeout = 0");
            List<RecordedEntry> entries = transaction
                    .createQuery("SELECT " + RecordedEntry.COLUMNS + """
                             FROM audit_entry WHERE lower(recipient) = lower(:address)
                                OR position(lower(:address) IN lower(reason)) > 0
                            ORDER BY at, entry_id""")
                    .bind("address", address)
                    .map(ConstructorMapper.of(RecordedEntry.class))
                    .list();
            blot(transaction, entries);
            AuditLog.append(transaction, told(entries));
            return entries.size();
        });
    }

    /** How an entry about blotting names the digest of what was personal: the first 16 digits. */
    public static String shortened(byte[] digest) {
        return Canonical.hex(digest).substring(0, DIGITS);
    }

    private static void blot(Handle transaction, List<RecordedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch("""
                UPDATE audit_entry SET recipient = NULL, reason = NULL, client_address = NULL, user_agent = NULL,
                    salt = NULL, personal = :personal
                WHERE at = :at AND entry_id = :entryId""");
        for (RecordedEntry entry : entries) {
            batch.bind("personal", entry.personalDigest())
                    .bind("at", entry.at())
                    .bind("entryId", entry.entryId())
                    .add();
        }
        batch.execute();
    }

    private static List<Entry> told(List<RecordedEntry> entries) {
        List<Entry> told = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += ENTRIES_IN_A_REASON) {
            String which = entries.subList(i, Math.min(entries.size(), i + ENTRIES_IN_A_REASON)).stream()
                    .map(entry -> entry.entryId() + " " + shortened(entry.personalDigest()))
                    .collect(Collectors.joining(", "));
            told.add(Entry.ofProgram(Action.LOG_BLOTTED).because("entries " + which));
        }
        return told;
    }
}
