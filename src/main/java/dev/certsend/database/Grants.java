package dev.certsend.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * What the program's own role may where another one owns the tables: everything with the rows of its work; of the audit log,
 * append and read.
 */
final class Grants {
    /** Of these it may only add rows, and read them. */
    private static final String APPEND_ONLY = "'audit_entry', 'audit_run', 'audit_node', 'audit_checkpoint'";

    /** These it may only read. */
    private static final String READ_ONLY = "'audit_retired', 'flyway_schema_history'";

    private Grants() {}

    /** Gives the role what it needs, and takes the rest; as often as one likes. */
    static void give(Handle transaction, String role) {
        boolean isOwner = transaction
                .createQuery("SELECT current_user = :role")
                .bind("role", role)
                .mapTo(Boolean.class)
                .one();
        if (isOwner) {
            throw new IllegalArgumentException("DATABASE_ROLE must be another role than the one that migrates");
        }
        for (String statement : statements(transaction, role)) {
            transaction.execute(statement);
        }
    }

    private static List<String> statements(Handle transaction, String role) {
        List<String> statements = new ArrayList<>(transaction
                .createQuery("""
                        SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), :role)
                        UNION ALL SELECT format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), :role)
                        UNION ALL SELECT format('GRANT EXECUTE ON FUNCTION audit_make_room(), audit_sort_words() TO %I', :role)""")
                .bind("role", role)
                .mapTo(String.class)
                .list());
        // What a partition allows by itself counts for whoever names it; the program never does.
        statements.addAll(transaction
                .createQuery("""
                        SELECT unnest(ARRAY[
                            format('REVOKE ALL ON %I FROM %I', relname, :role),
                            CASE
                                WHEN relispartition THEN NULL
                                WHEN relname IN (<readOnly>) THEN format('GRANT SELECT ON %I TO %I', relname, :role)
                                WHEN relname IN (<appendOnly>) THEN format('GRANT SELECT, INSERT ON %I TO %I', relname, :role)
                                ELSE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', relname, :role)
                            END])
                        FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                        ORDER BY relname""")
                .define("readOnly", READ_ONLY)
                .define("appendOnly", APPEND_ONLY)
                .bind("role", role)
                .map((row, context) -> row.getString(1))
                .stream()
                .filter(Objects::nonNull)
                .toList());
        return statements;
    }
}
