package dev.certsend.mirror;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The right to sync, which one process of the cluster has at a time: PostgreSQL's own lock of a session, on a connection kept
 * for it. When the process dies the connection dies with it, and the right is free at once; a row with a date would have
 * to be outwaited, and two clocks to be trusted. Two that both believed to have it would do no harm: what they write is the same.
 */
final class Lease implements AutoCloseable {
    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 0x6d697272_6f72L;

    private final Handle connection;

    private Lease(Handle connection) {
        this.connection = connection;
    }

    /** Empty where another has it. */
    static Optional<Lease> take(Jdbi jdbi) {
        Handle connection = jdbi.open();
        try {
            if (answer(connection, "SELECT pg_try_advisory_lock(:lock)")) {
                return Optional.of(new Lease(connection));
            }
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /**
     * Looks whether it is still ours.
     *
     * @throws SyncFailed the connection is gone, and with it the right
     */
    void check() {
        try {
            connection.createQuery("SELECT true").mapTo(Boolean.class).one();
        } catch (JdbiException e) {
            throw new SyncFailed("the database let go of the sync's connection; the next sync goes on where it was", e);
        }
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
