package dev.certsend.orders;

import dev.certsend.database.Database;
import dev.certsend.playground.LocalPostgres;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** A mirror of its own on a PostgreSQL of its own. */
final class Mirror implements AutoCloseable {
    private final LocalPostgres postgres;
    private final Database database;
    private final OrderStore store;

    Mirror() {
        postgres = LocalPostgres.migrated();
        database = postgres.connect(3);
        store = new OrderStore(database.jdbi());
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    /** Writes orders, and does what the server does by itself after a while, so that the planner knows them. */
    void write(Collection<Order> orders) {
        jdbi().useTransaction(handle -> store.write(handle, orders, store.now()));
        jdbi().useHandle(handle -> handle.execute("VACUUM ANALYZE cert_order"));
    }

    /** CertCentral has the order no more. */
    void lose(long orderId) {
        jdbi().useTransaction(handle ->
                store.markGone(handle, orderId, orderId, List.of(), store.now().plusSeconds(1)));
    }

    void clear() {
        jdbi().useHandle(handle -> handle.execute("TRUNCATE cert_order CASCADE"));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
