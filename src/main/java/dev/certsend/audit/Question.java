package dev.certsend.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the log; what is null or empty is not asked. All that is asked must hold.
 *
 * @param ownerId only entries that this person did or whose send they asked for, and none of the program's own; null for
 *     who may see everybody's
 * @param personId who did it, or asked for the send it is about
 * @param recipient the whole address, its case being of no account
 * @param domain what stands behind the recipient's last at sign
 * @param actions any of these
 * @param outcomes any of these; steps whose end is another entry have none
 * @param since the first moment
 * @param until the moment behind the last
 * @param words each the beginning of a word of the actor's name, the certificate's name, the recipient or the reason
 */
public record Question(
        String teamId,
        @Nullable String ownerId,
        @Nullable Long orderId,
        @Nullable String personId,
        @Nullable String recipient,
        @Nullable String domain,
        Set<Action> actions,
        @Nullable String mode,
        Set<Outcome> outcomes,
        @Nullable Instant since,
        @Nullable Instant until,
        List<String> words) {
    public Question {
        actions = Set.copyOf(actions);
        outcomes = Set.copyOf(outcomes);
        words = List.copyOf(words);
    }

    /** Everything in this workspace, and what the program did by itself. */
    public static Question all(String teamId) {
        return new Question(teamId, null, null, null, null, null, Set.of(), null, Set.of(), null, null, List.of());
    }

    /** The same about one order. */
    public Question about(long order) {
        return new Question(
                teamId, ownerId, order, personId, recipient, domain, actions, mode, outcomes, since, until, words);
    }
}
