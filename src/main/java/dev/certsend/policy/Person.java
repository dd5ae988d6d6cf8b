package dev.certsend.policy;

import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;

/**
 * A Slack user, identified by team and user id; the name is for showing only.
 *
 * @param fetchedAt when Slack was last asked about them
 */
public record Person(
        String teamId, String userId, String name, Language language, Standing standing, Instant fetchedAt) {

    /** The words in this person's language. */
    public Words words() {
        return Words.in(language);
    }
}
