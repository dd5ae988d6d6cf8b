package dev.certsend.link;

import dev.certsend.playground.LocalPostgres;
import org.jdbi.v3.core.Jdbi;

/** The tables in a database of its own, empty at first. */
final class Tables implements AutoCloseable {
    private final LocalPostgres postgres = LocalPostgres.migrated();
    private final Jdbi jdbi = postgres.connect(3).jdbi();

    Jdbi jdbi() {
        return jdbi;
    }

    void change(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }

    long number(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
