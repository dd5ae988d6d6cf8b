package dev.certsend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.audit.StartEntries;
import dev.certsend.playground.LocalPostgres;
import dev.certsend.seal.SealSettings;
import dev.certsend.seal.Sealer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role that is not the owner, and what it may. */
class GrantsTest {
    private static final String ROLE = "program-one";

    private final LocalPostgres postgres = LocalPostgres.migrated();
    private final Database owner = postgres.connect(2);
    private Database program = owner;

    @BeforeEach
    void give() {
        owner.jdbi().useHandle(handle -> handle.execute("""
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'program-one') THEN
                        CREATE ROLE "program-one" LOGIN;
                    END IF;
                END $$"""));
        owner.give(ROLE);
        owner.give(ROLE);
        program = new Database(DatabaseSettings.parse(postgres.url().replace("postgres@", "program-one@")), 2);
    }

    @AfterEach
    void close() {
        program.close();
        owner.jdbi().useHandle(handle -> handle.execute("DROP OWNED BY \"program-one\""));
        postgres.close();
    }

    @Test
    void it_appends_seals_makes_room_and_does_its_work() {
        StartEntries.append(program.jdbi(), "version 1", "both", Map.of("SEND_DELAY", "1s"));
        new AuditLog(program.jdbi()).append(Entry.ofProgram(Action.MIRROR_SYNCED));
        Sealer sealer = new Sealer(program.jdbi(), new SealSettings("log", List.of(), null, null), (note, first) -> {});
        assertThat(sealer.turn()).isFalse();
        program.jdbi().useHandle(handle -> {
            handle.execute("SELECT audit_make_room()");
            handle.execute("SELECT audit_sort_words()");
            handle.execute("UPDATE delivery SET due_at = now()");
            handle.execute("DELETE FROM scheduled_tasks");
            assertThat(handle.createQuery("SELECT count(*) FROM audit_unsealed")
                            .mapTo(Long.class)
                            .one())
                    .isZero();
        });
        assertThat(program.migrate()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor_id = 'U0EVIL'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
                "DROP TABLE audit_entry",
                "SELECT audit_make_month('2020-01-01')",
                "SELECT * FROM %s",
                "INSERT INTO %s (at, team_id, action) VALUES (now(), 'T0', 'x')",
                "DELETE FROM %s",
                "UPDATE audit_run SET first_position = first_position + 1",
                "DELETE FROM audit_node",
                "DELETE FROM audit_checkpoint",
                "INSERT INTO audit_retired (month, positions, entries, file_sha256) VALUES ('2020-01-01', '{}', 0, '')",
                "DELETE FROM flyway_schema_history",
                "CREATE FUNCTION audit_make_room() RETURNS void LANGUAGE sql AS ''"
            })
    void it_may_not(String statement) {
        String month = owner.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass")
                .mapTo(String.class)
                .one());
        assertThatThrownBy(() -> program.jdbi().useHandle(handle -> handle.execute(statement.formatted(month))))
                .rootCause()
                .extracting("SQLState")
                .isEqualTo("42501");
    }
}
