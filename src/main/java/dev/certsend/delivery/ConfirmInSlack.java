package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.link.SentLinks;
import dev.certsend.slack.PostedMessage;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that brings the channel's message up to date: posted once, edited in place from then on. It shows what is true
 * now, not what was true when it was enqueued, so a late or repeated run does no harm.
 */
public final class ConfirmInSlack {
    /** Its name in the queue. */
    public static final String KIND = "confirm";

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmInSlack.class);
    private static final Duration WHILE_ANOTHER_POSTS = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final SlackClient slack;
    private final ConfirmationRoute route;

    ConfirmInSlack(Jdbi jdbi, SlackClient slack, ConfirmationRoute route) {
        this.jdbi = jdbi;
        this.slack = slack;
        this.route = route;
    }

    /** Shows the send of this id as it stands; returns when to come back. */
    public Optional<Instant> run(String id) {
        ConfirmationJob job = ConfirmationJob.of(id);
        UUID sendId = job.sendId();
        Optional<ConfirmationStore.Claim> claim = jdbi.withHandle(handle -> ConfirmationStore.claim(handle, sendId));
        if (claim.isEmpty()) {
            return Optional.of(Instant.now().plus(WHILE_ANOTHER_POSTS));
        }
        try {
            show(job, claim.get());
            return Optional.empty();
        } catch (SlackFault e) {
            return afterFault(sendId, e);
        } finally {
            jdbi.useHandle(handle -> ConfirmationStore.release(handle, sendId, claim.get()));
        }
    }

    /** What can pass is tried again; what can't is in the log: every way to the person was tried before. */
    private static Optional<Instant> afterFault(UUID sendId, SlackFault fault) {
        switch (fault.kind()) {
            case PASSING, TOKEN -> {
                if (fault.retryAfter() != null) {
                    return Optional.of(Instant.now().plus(fault.retryAfter()));
                }
                throw fault;
            }
            default -> {
                LOG.error("the confirmation of send {} can't be shown: {}", sendId, fault.getMessage());
                return Optional.empty();
            }
        }
    }

    private void show(ConfirmationJob job, ConfirmationStore.Claim claim) {
        ConfirmationStore.Shown before = claim.shown();
        // At one moment: the version must be that of what is shown.
        Confirmation.Facts facts = jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, transaction -> facts(transaction, job.sendId()));
        Send send = facts.send();
        if (before.version() >= send.version()) {
            return;
        }
        boolean worth = job.isWorthAMessage(before.version());
        ConfirmationStore.Shown after;
        if (before.route() == null) {
            after = worth ? route.first(facts) : before;
        } else {
            after = again(facts, worth, before, before.route());
        }
        jdbi.useTransaction(transaction -> {
            ConfirmationStore.markShown(transaction, send.sendId(), claim, after);
            if (before.route() != after.route() && after.route() != null) {
                AuditLog.append(transaction, List.of(posted(send, after, after.route())));
            }
        });
    }

    private static Confirmation.Facts facts(Handle transaction, UUID sendId) {
        return new Confirmation.Facts(
                SendStore.find(transaction, sendId),
                SendStore.deliveries(transaction, sendId),
                SentLinks.ofSend(transaction, sendId),
                SentLinks.send(transaction, sendId)
                        .filter(send -> !send.revoked())
                        .isPresent());
    }

    private static Entry posted(Send send, ConfirmationStore.Shown shown, ConfirmationStore.Route way) {
        return Entry.of(Action.CONFIRMATION_POSTED, send.teamId())
                .by(send.requesterId(), send.requesterName())
                .about(send.orderId(), send.certificateId(), send.certificateName())
                .in(send.sendId(), send.mode().value())
                .at(shown.channelId())
                .because("by " + way.text());
    }

    /** @param worth whether it may be told in a further message where the one there is can't be edited */
    private ConfirmationStore.Shown again(
            Confirmation.Facts facts, boolean worth, ConfirmationStore.Shown before, ConfirmationStore.Route way) {
        Send send = facts.send();
        if (way == ConfirmationStore.Route.RESPONSE_URL) {
            return worth ? route.lastByResponseUrl(facts, before) : before;
        }
        String hint = way == ConfirmationStore.Route.DIRECT ? route.hint(send) : "";
        Confirmation now = Confirmation.of(facts, hint);
        if (before.channelId() == null || before.ts() == null) {
            return worth ? route.first(facts) : before;
        }
        try {
            slack.edit(new PostedMessage(before.channelId(), before.ts()), now.text(), now.blocks());
            return new ConfirmationStore.Shown(way, before.channelId(), before.ts(), send.version());
        } catch (SlackFault e) {
            if (e.kind() != SlackFault.Kind.GONE && e.kind() != SlackFault.Kind.CHANNEL) {
                throw e;
            }
            // The message was deleted, or the channel lost: what became of the send is told once more, anew; not what
            // was merely done with it.
            if (!worth) {
                return before;
            }
            return now.last() ? route.first(facts) : before.at(send.version());
        }
    }
}
