package dev.certsend.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The pool of connections and Jdbi on top of it. Statements that run longer than 30 s are cut off by the server. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Flyway flyway;

    public Database(DatabaseSettings settings, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(
                settings.password() == null ? null : settings.password().value());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(2_500);
        config.setInitializationFailTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "cert-send");
        config.addDataSourceProperty("options", "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s");
        // The driver too would put what people typed into the messages of its exceptions.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        pool = new HikariDataSource(config);
        jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        // An exception's message goes to the log: it must not carry what people typed, addresses or letters.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        // Connections of its own: what a migration does to a million rows takes longer than any statement of ours may.
        flyway = Flyway.configure()
                .dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .validateMigrationNaming(true)
                .load();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource pool() {
        return pool;
    }

    /** Brings the tables up to this program's version where they are behind; returns how many migrations it took. */
    public int migrate() {
        return behind() == 0 ? 0 : flyway.migrate().migrationsExecuted;
    }

    /**
     * Gives another role what the program needs, and no right to change the audit log; for the role that owns the tables.
     *
     * @param role that the program logs in as
     */
    public void give(String role) {
        jdbi.useTransaction(transaction -> Grants.give(transaction, role));
    }

    /** Whether the database answers. That its tables are up to date was seen to at the start. */
    public boolean answers() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("SELECT true").mapTo(Boolean.class).one());
        } catch (JdbiException e) {
            return false;
        }
    }

    /** How many migrations its tables are behind this program. */
    public int behind() {
        return flyway.info().pending().length;
    }

    @Override
    public void close() {
        pool.close();
    }
}
