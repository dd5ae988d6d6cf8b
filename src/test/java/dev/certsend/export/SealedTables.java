package dev.certsend.export;

import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The tables in a database of its own, whose entries are sealed when a test says so: positions and leaves, without the tree above them. */
final class SealedTables implements AutoCloseable {
    private final LocalPostgres postgres = LocalPostgres.migrated();
    private final Database database = postgres.connect(4);

    Jdbi jdbi() {
        return database.jdbi();
    }

    String url() {
        return postgres.url();
    }

    void append(Entry... entries) {
        jdbi().useTransaction(handle -> AuditLog.append(handle, List.of(entries)));
    }

    /** All that is appended, as one run. */
    void seal() {
        change("""
                WITH taken AS (DELETE FROM audit_unsealed RETURNING *)
                INSERT INTO audit_run (first_position, entry_ids, leaves, first_at, last_at)
                SELECT coalesce((SELECT max(first_position + cardinality(entry_ids)) FROM audit_run), 0),
                    array_agg(entry_id ORDER BY entry_id), string_agg(leaf, '' ORDER BY entry_id), min(at), max(at)
                FROM taken HAVING count(*) > 0""");
    }

    void change(String sql) {
        jdbi().useHandle(handle -> handle.execute(sql));
    }

    long number(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
