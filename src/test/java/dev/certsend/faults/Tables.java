package dev.certsend.faults;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A database as its administrator reads and changes it, a connection each time. */
record Tables(String url, Jdbi jdbi) {

    static Tables of(String jdbcUrl) {
        return new Tables(jdbcUrl, Jdbi.create(jdbcUrl, "postgres", "").installPlugin(new PostgresPlugin()));
    }

    boolean answers() {
        try {
            return number("SELECT 1") == 1;
        } catch (JdbiException e) {
            return false;
        }
    }

    long number(String sql, Object... arguments) {
        return jdbi.withHandle(handle ->
                bound(handle.createQuery(sql), arguments).mapTo(Long.class).one());
    }

    List<String> texts(String sql, Object... arguments) {
        return jdbi.withHandle(handle ->
                bound(handle.createQuery(sql), arguments).mapTo(String.class).list());
    }

    int change(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> {
            Update update = handle.createUpdate(sql);
            for (int i = 0; i < arguments.length; i++) {
                update.bind(i, arguments[i]);
            }
            return update.execute();
        });
    }

    private static Query bound(Query query, Object... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
        }
        return query;
    }
}
