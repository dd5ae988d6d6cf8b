package dev.certsend.policy;

import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Slack user, identified by team and user id; the name is for showing only.
 *
 * @param admin whether they own or administer the workspace
 * @param email as Slack has it; null where Slack gave none or the app lacks the scope for it
 * @param fetchedAt when Slack was last asked about them
 */
public record Person(
        String teamId,
        String userId,
        String name,
        Language language,
        Standing standing,
        boolean admin,
        @Nullable String email,
        Instant fetchedAt) {

    /** The words in this person's language. */
    public Words words() {
        return Words.in(language);
    }

    Person withoutEmail() {
        return new Person(teamId, userId, name, language, standing, admin, null, fetchedAt);
    }
}
