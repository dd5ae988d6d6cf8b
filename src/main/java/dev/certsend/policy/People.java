package dev.certsend.policy;

import com.slack.api.model.User;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Language;
import dev.certsend.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;

/**
 * Who people are: asked of the database while Slack waits, and of Slack behind its back. Changes come as {@code
 * user_change} events; what is older than a day is asked for again all the same.
 */
public final class People {
    private static final int MOST_NAME = 80;
    private static final Duration FRESH = Duration.ofDays(1);

    private final PersonStore store;
    private final SlackClient slack;
    private final Workspace workspace;
    private final Executor later;

    public People(Jdbi jdbi, SlackClient slack, Workspace workspace, Executor later) {
        this.store = new PersonStore(jdbi);
        this.slack = slack;
        this.workspace = workspace;
        this.later = later;
    }

    /** What the database knows; empty before the first contact. */
    public Optional<Person> known(String teamId, String userId) {
        Optional<Person> person = store.find(teamId, userId);
        if (person.isPresent()
                && person.get().fetchedAt().isBefore(Instant.now().minus(FRESH))) {
            learnLater(teamId, userId);
        }
        return person;
    }

    /** Asks Slack and remembers. */
    public Person learn(String teamId, String userId) {
        return remember(teamId, slack.user(userId));
    }

    /** Asks Slack soon, outside the request. */
    public void learnLater(String teamId, String userId) {
        later.execute(() -> learn(teamId, userId));
    }

    /** Slack says that a user has changed: from now on they are what they are now. */
    public void changed(User user) {
        workspace.identity().ifPresent(us -> {
            if (store.find(us.teamId(), user.getId()).isPresent()) {
                remember(us.teamId(), user);
            }
        });
    }

    private Person remember(String teamId, User user) {
        String locale = user.getLocale() == null ? "en" : user.getLocale();
        Person person = new Person(
                teamId, user.getId(), nameOf(user), Language.of(locale), standing(teamId, user), Instant.now());
        store.upsert(person);
        return person;
    }

    private static Standing standing(String teamId, User user) {
        if (user.isDeleted()) {
            return Standing.DEACTIVATED;
        }
        if (user.isBot() || "USLACKBOT".equals(user.getId())) {
            return Standing.BOT;
        }
        if (user.isStranger() || !teamId.equals(user.getTeamId())) {
            return Standing.STRANGER;
        }
        return user.isRestricted() || user.isUltraRestricted() ? Standing.GUEST : Standing.MEMBER;
    }

    private static String nameOf(User user) {
        String name = user.getRealName() == null || user.getRealName().isBlank() ? user.getName() : user.getRealName();
        return OneLine.of(String.valueOf(name), MOST_NAME);
    }
}
