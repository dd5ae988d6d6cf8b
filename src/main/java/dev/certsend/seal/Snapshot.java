package dev.certsend.seal;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Several connections that see the database as it is at one moment, for as long as it takes. */
final class Snapshot implements AutoCloseable {
    private final Jdbi jdbi;
    private final List<Handle> handles = new ArrayList<>();
    private @Nullable String name;

    Snapshot(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One connection more. */
    Handle handle() {
        Handle handle = jdbi.open();
        handles.add(handle);
        handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
        handle.begin();
        if (name == null) {
            name = handle.createQuery("SELECT pg_export_snapshot()")
                    .mapTo(String.class)
                    .one();
        } else {
            // It takes no parameter; the name is the server's own.
            handle.execute("SET TRANSACTION SNAPSHOT '" + name + "'");
        }
        handle.execute("SET LOCAL statement_timeout = 0");
        handle.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        return handle;
    }

    @Override
    public void close() {
        for (Handle handle : handles) {
            handle.rollback();
            handle.setTransactionIsolationLevel(TransactionIsolationLevel.READ_COMMITTED);
            handle.close();
        }
    }
}
