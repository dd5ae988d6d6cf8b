package dev.certsend.policy;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.slack.SlackFault;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Who may see, change and repeat what was sent: whoever sent it, and the owners and admins of the workspace. */
public final class Keepers {
    private static final Logger LOG = LoggerFactory.getLogger(Keepers.class);

    private final People people;
    private final AuditLog audit;
    private final Executor later;

    public Keepers(People people, AuditLog audit, Executor later) {
        this.people = people;
        this.audit = audit;
        this.later = later;
    }

    /**
     * Something that somebody wants.
     *
     * @param what the action id or the command
     * @param refusal the key of the words that say who may
     * @param senderId who sent what it is about; null where it is about everybody's
     * @param about tells the entry of a refusal what it is about
     */
    public record Wish(
            Person person,
            String what,
            @Nullable String channelId,
            String refusal,
            @Nullable String senderId,
            UnaryOperator<Entry> about) {
        private boolean isOwn() {
            return person.userId().equals(senderId);
        }

        private Entry refused() {
            return about.apply(Entry.of(Action.ACCESS_REFUSED, person.teamId()))
                    .by(person.userId(), person.name())
                    .at(channelId)
                    .because(what + ": neither the sender nor an admin");
        }
    }

    /**
     * Has it done at once if the person may by what is known; otherwise soon, if Slack says so, and else refuses it.
     *
     * @param granted does it; called within the request or behind it
     * @param refused tells them; called behind the request
     */
    public void decide(Wish wish, Runnable granted, Consumer<String> refused) {
        if (wish.isOwn() || wish.person().admin()) {
            granted.run();
            return;
        }
        String reference = MDC.get(Entry.REFERENCE);
        later.execute(() -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
                ask(wish, granted, refused);
            }
        });
    }

    private void ask(Wish wish, Runnable granted, Consumer<String> refused) {
        boolean admin;
        try {
            admin = people.isAdmin(wish.person());
        } catch (SlackFault e) {
            LOG.warn("whether {} is an admin is not known: {}", wish.person().userId(), e.getMessage());
            refused.accept(wish.person().words().say("links.slack_silent"));
            return;
        }
        if (admin) {
            granted.run();
            return;
        }
        LOG.info(
                "refused {} to {}: neither the sender nor an admin",
                wish.what(),
                wish.person().userId());
        audit.append(wish.refused());
        refused.accept(wish.person().words().say(wish.refusal()));
    }
}
