package dev.certsend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.Entry;
import dev.certsend.audit.Question;
import dev.certsend.playground.LocalPostgres;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private LocalPostgres postgres;
    private Database database;

    @SuppressWarnings("NullAway.Init")
    MigrationsTest() {}

    @BeforeEach
    void start() {
        postgres = LocalPostgres.empty();
        database = postgres.connect(3);
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void bring_an_empty_database_up_to_date_once_and_leave_what_is_in_it() {
        assertThat(database.behind()).isPositive();
        assertThat(database.migrate()).isPositive();
        AuditLog audit = new AuditLog(database.jdbi());
        audit.append(Entry.of(Action.ACCESS_REFUSED, "T1").by("U1", "Anna").because("guest"));
        audit.append(Entry.of(Action.ACCESS_REFUSED, "T2").by("U1", "somebody of another workspace"));
        assertThat(database.migrate()).isZero();
        assertThat(new AuditSearch(database.jdbi()).find(Question.all("T1"), null, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("guest"));
    }

    @Test
    void what_people_typed_is_in_no_exception() {
        database.migrate();
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> {
                    var batch = handle.prepareBatch(
                            "INSERT INTO slack_user (team_id, user_id, name, language, standing) VALUES (:a, :b, :c, 'en', :d)");
                    batch.bind("a", "T1")
                            .bind("b", "U1")
                            .bind("c", "bob@secret.example")
                            .bind("d", "nobody")
                            .add();
                    batch.execute();
                }))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .satisfies(fault -> {
                    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage())).doesNotContain("secret.example");
                    }
                });
    }
}
