package dev.certsend.export;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The right to stream, which one process of the cluster has at a time: PostgreSQL's own lock of a session, so that no transaction is open
 * while others are waited for. When the process dies, the connection and the right go with it.
 */
final class StreamLease implements AutoCloseable {
    /** The name of the lock: "stream" in ASCII. */
    private static final long LOCK = 0x73747265616dL;

    private final Handle connection;

    private StreamLease(Handle connection) {
        this.connection = connection;
    }

    /** Null where another has it. */
    static @Nullable StreamLease take(Jdbi jdbi) {
        Handle connection = jdbi.open();
        try {
            if (answer(connection, "SELECT pg_try_advisory_lock(:lock)")) {
                return new StreamLease(connection);
            }
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    Handle connection() {
        return connection;
    }

    @Override
    public void close() {
        try (connection) {
            answer(connection, "SELECT pg_advisory_unlock(:lock)");
        } catch (JdbiException e) {
            // The connection is gone, and the lock with it.
            return;
        }
    }

    private static boolean answer(Handle connection, String question) {
        return connection
                .createQuery(question)
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }
}
