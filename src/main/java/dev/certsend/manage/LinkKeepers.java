package dev.certsend.manage;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.link.SentLink;
import dev.certsend.policy.People;
import dev.certsend.policy.Person;
import dev.certsend.slack.SlackFault;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Who may see and change links: whoever sent them, and the owners and admins of the workspace. */
final class LinkKeepers {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeepers.class);

    private final People people;
    private final AuditLog audit;
    private final Executor later;

    LinkKeepers(People people, AuditLog audit, Executor later) {
        this.people = people;
        this.audit = audit;
        this.later = later;
    }

    /**
     * Something that somebody wants.
     *
     * @param what the action id or the command
     * @param link the one it is about, or one of its send; null where it is about everybody's
     */
    record Wish(
            Person person,
            String what,
            @Nullable String channelId,
            @Nullable SentLink link) {
        boolean isOwn() {
            return link != null && link.requesterId().equals(person.userId());
        }

        private Entry refused() {
            Entry entry = Entry.of(Action.ACCESS_REFUSED, person.teamId())
                    .by(person.userId(), person.name())
                    .at(channelId)
                    .because(what + ": neither the sender nor an admin");
            return link == null
                    ? entry
                    : entry.about(link.orderId(), link.certificateId(), link.certificateName())
                            .in(link.sendId(), "downloadlink");
        }
    }

    /**
     * Has it done at once if the person may by what is known; otherwise soon, if Slack says so, and else refuses it.
     *
     * @param granted does it; called within the request or behind it
     * @param refused tells them; called behind the request
     */
    void decide(Wish wish, Runnable granted, Consumer<String> refused) {
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
        refused.accept(wish.person().words().say("links.refused"));
    }
}
