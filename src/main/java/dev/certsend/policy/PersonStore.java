package dev.certsend.policy;

import dev.certsend.text.Language;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Table {@code slack_user}. */
final class PersonStore {
    private final Jdbi jdbi;

    PersonStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Person> find(String teamId, String userId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT team_id, user_id, name, language, standing, fetched_at
                        FROM slack_user WHERE team_id = :teamId AND user_id = :userId""")
                .bind("teamId", teamId)
                .bind("userId", userId)
                .map((row, context) -> new Person(
                        row.getString("team_id"),
                        row.getString("user_id"),
                        row.getString("name"),
                        Language.of(row.getString("language")),
                        Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("fetched_at").toInstant()))
                .findOne());
    }

    void upsert(Person person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO slack_user (team_id, user_id, name, language, standing)
                        VALUES (:teamId, :userId, :name, :language, :standing)
                        ON CONFLICT (team_id, user_id) DO UPDATE SET name = excluded.name,
                            language = excluded.language, standing = excluded.standing, fetched_at = now()""")
                .bind("teamId", person.teamId())
                .bind("userId", person.userId())
                .bind("name", person.name())
                .bind("language", person.language().tag())
                .bind("standing", person.standing().text())
                .execute());
    }
}
