package dev.certsend.playground;

import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own. All of a process are on one PostgreSQL, which ends with the process and keeps nothing. */
public final class LocalPostgres implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final List<Database> pools = new CopyOnWriteArrayList<>();

    private LocalPostgres(String name, String template) {
        this.name = name;
        Server.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    }

    /** Without any table. */
    public static LocalPostgres empty() {
        return new LocalPostgres("empty" + NEXT.incrementAndGet(), "template1");
    }

    /** With all tables, and nothing in them but what the migrations write. */
    public static LocalPostgres migrated() {
        return new LocalPostgres("migrated" + NEXT.incrementAndGet(), Migrated.DATABASE.name);
    }

    /** Its {@code DATABASE_URL}. */
    public String url() {
        return "postgres://postgres@localhost:" + Server.POSTGRES.getPort() + "/" + name;
    }

    /** A pool of at most so many connections to it, which is closed with it. */
    public Database connect(int connections) {
        Database pool = new Database(DatabaseSettings.parse(url()), connections);
        pools.add(pool);
        return pool;
    }

    /** Drops it, and cuts off who is still connected. */
    @Override
    public void close() {
        pools.forEach(Database::close);
        Server.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(FreePort.find())
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("the embedded PostgreSQL does not start", e);
            }
        }

        static void execute(String sql) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }

    private static final class Migrated {
        static final LocalPostgres DATABASE = migrated();

        private static LocalPostgres migrated() {
            LocalPostgres model = empty();
            try (Database database = model.connect(1)) {
                database.migrate();
            }
            return model;
        }
    }
}
