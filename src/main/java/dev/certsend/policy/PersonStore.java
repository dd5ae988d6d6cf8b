package dev.certsend.policy;

import dev.certsend.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code slack_user}. Its {@code email} is null where Slack was asked without the scope for addresses, and empty
 * where it was asked with it and gave none.
 */
final class PersonStore {
    private final Jdbi jdbi;

    PersonStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of them who are known, in no order. */
    List<Remembered> find(String teamId, Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT team_id, user_id, name, language, standing, admin, email, fetched_at
                        FROM slack_user WHERE team_id = :teamId AND user_id = ANY (:userIds)""")
                .bind("teamId", teamId)
                .bindArray("userIds", String.class, userIds)
                .map((row, context) -> remembered(row))
                .list());
    }

    private static Remembered remembered(ResultSet row) throws SQLException {
        String email = row.getString("email");
        Person person = new Person(
                row.getString("team_id"),
                row.getString("user_id"),
                row.getString("name"),
                Language.of(row.getString("language")),
                Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                row.getBoolean("admin"),
                email == null || email.isEmpty() ? null : email,
                row.getTimestamp("fetched_at").toInstant());
        return new Remembered(person, email != null);
    }

    void upsert(Remembered remembered) {
        Person person = remembered.person();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO slack_user (team_id, user_id, name, language, standing, admin, email)
                        VALUES (:teamId, :userId, :name, :language, :standing, :admin, :email)
                        ON CONFLICT (team_id, user_id) DO UPDATE SET name = excluded.name, language = excluded.language,
                            standing = excluded.standing, admin = excluded.admin, email = excluded.email,
                            fetched_at = now()""")
                .bind("teamId", person.teamId())
                .bind("userId", person.userId())
                .bind("name", person.name())
                .bind("language", person.language().tag())
                .bind("standing", person.standing().text())
                .bind("admin", person.admin())
                .bind("email", email(remembered))
                .execute());
    }

    private static @Nullable String email(Remembered remembered) {
        if (!remembered.addressAsked()) {
            return null;
        }
        String email = remembered.person().email();
        return email == null ? "" : email;
    }

    /** Forgets every address of the workspace. */
    void forgetAddresses(String teamId) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE slack_user SET email = NULL WHERE team_id = :teamId AND email IS NOT NULL")
                .bind("teamId", teamId)
                .execute());
    }
}
