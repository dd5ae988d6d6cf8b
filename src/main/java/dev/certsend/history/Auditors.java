package dev.certsend.history;

import dev.certsend.policy.Person;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may look at everybody's entries; everybody else sees those of their own sends and deeds. */
public final class Auditors {
    private final Set<String> userIds;

    /** @param userIds as the setting {@code AUDITORS} names them */
    public Auditors(Set<String> userIds) {
        this.userIds = Set.copyOf(userIds);
    }

    public boolean include(Person person) {
        return userIds.contains(person.userId());
    }

    /** Whose entries alone this person may see; null for everybody's. */
    public @Nullable String ownerOf(Person person) {
        return include(person) ? null : person.userId();
    }
}
