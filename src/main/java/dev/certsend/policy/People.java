package dev.certsend.policy;

import com.slack.api.model.User;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Language;
import dev.certsend.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who people are: asked of the database while Slack waits, and of Slack behind its back. Changes come as {@code
 * user_change} events; what is older than a day is asked for again all the same. Addresses are there only as long as the
 * app has the scope for them.
 */
public final class People {
    private static final int MOST_NAME = 80;
    private static final Duration FRESH = Duration.ofDays(1);

    private final PersonStore store;
    private final SlackClient slack;
    private final Workspace workspace;
    private final Executor later;
    private volatile boolean addressesForgotten;

    public People(Jdbi jdbi, SlackClient slack, Workspace workspace, Executor later) {
        this.store = new PersonStore(jdbi);
        this.slack = slack;
        this.workspace = workspace;
        this.later = later;
    }

    /** What the database knows; empty before the first contact. */
    public Optional<Person> known(String teamId, String userId) {
        Remembered remembered = look(teamId, List.of(userId)).get(userId);
        if (remembered == null) {
            return Optional.empty();
        }
        if (isStale(remembered)) {
            learnLater(teamId, userId);
        }
        return Optional.of(remembered.person());
    }

    /**
     * Whether these users can be sent a letter, by user id and in their order, by what the database knows; who is missing
     * or stale is asked about soon. Nothing waits for Slack.
     */
    public Map<String, Reach> reach(String teamId, List<String> userIds) {
        Map<String, Remembered> found = look(teamId, userIds);
        boolean mayLearn = slack.granted(SlackClient.EMAIL_SCOPE);
        Map<String, Reach> reach = new LinkedHashMap<>();
        for (String userId : userIds) {
            reach.computeIfAbsent(userId, id -> {
                Remembered remembered = found.get(id);
                if (remembered == null || isStale(remembered)) {
                    learnLater(teamId, id);
                }
                return Reach.of(id, remembered, mayLearn);
            });
        }
        return reach;
    }

    private Map<String, Remembered> look(String teamId, Collection<String> userIds) {
        boolean denied = forgetDeniedAddresses(teamId);
        Map<String, Remembered> found = new LinkedHashMap<>();
        for (Remembered remembered : store.find(teamId, userIds)) {
            found.put(remembered.person().userId(), denied ? remembered.withoutEmail() : remembered);
        }
        return found;
    }

    /** Whether the app lacks the scope for addresses; what was learned while it had it goes at the first look after. */
    private boolean forgetDeniedAddresses(String teamId) {
        boolean denied = slack.denied(SlackClient.EMAIL_SCOPE);
        if (denied && !addressesForgotten) {
            store.forgetAddresses(teamId);
        }
        addressesForgotten = denied;
        return denied;
    }

    private boolean isStale(Remembered remembered) {
        boolean old = remembered.person().fetchedAt().isBefore(Instant.now().minus(FRESH));
        return old || (slack.granted(SlackClient.EMAIL_SCOPE) && !remembered.addressAsked());
    }

    /** Asks Slack and remembers. */
    public Person learn(String teamId, String userId) {
        return remember(teamId, slack.user(userId));
    }

    /**
     * Whether they own or administer the workspace. Who is no admin by what the database knows may have become one since, or
     * have been asked about before anybody wanted to know: then this waits for Slack.
     *
     * @throws dev.certsend.slack.SlackFault Slack does not tell
     */
    public boolean isAdmin(Person person) {
        return person.admin() || learn(person.teamId(), person.userId()).admin();
    }

    /** Asks Slack soon, outside the request. */
    public void learnLater(String teamId, String userId) {
        later.execute(() -> learn(teamId, userId));
    }

    /** Slack says that a user has changed: from now on they are what they are now. */
    public void changed(User user) {
        workspace.identity().ifPresent(us -> {
            if (!store.find(us.teamId(), List.of(user.getId())).isEmpty()) {
                remember(us.teamId(), user);
            }
        });
    }

    private Person remember(String teamId, User user) {
        String locale = user.getLocale() == null ? "en" : user.getLocale();
        boolean asked = slack.granted(SlackClient.EMAIL_SCOPE);
        Person person = new Person(
                teamId,
                user.getId(),
                nameOf(user),
                Language.of(locale),
                standing(teamId, user),
                user.isAdmin() || user.isOwner(),
                asked ? emailOf(user) : null,
                Instant.now());
        store.upsert(new Remembered(person, asked));
        return person;
    }

    private static @Nullable String emailOf(User user) {
        User.Profile profile = user.getProfile();
        String email = profile == null ? null : profile.getEmail();
        return email == null || email.isBlank() ? null : email.strip();
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
