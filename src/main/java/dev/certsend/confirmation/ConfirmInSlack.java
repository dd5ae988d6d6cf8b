package dev.certsend.confirmation;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.delivery.Deliveries;
import dev.certsend.delivery.Delivery;
import dev.certsend.delivery.Pause;
import dev.certsend.delivery.Send;
import dev.certsend.link.SentLinks;
import dev.certsend.slack.PostedMessage;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings the channel's messages up to date: each is posted once and edited in place from then on, one a second in each
 * channel. What is shown is what is true now, so what came while a message waited for its turn needs none of its own.
 */
public final class ConfirmInSlack {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmInSlack.class);

    /** After a fault of Slack's, in which nothing is asked of it. */
    private static final Duration BREATH = Duration.ofSeconds(5);

    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final Jdbi jdbi;
    private final SlackClient slack;
    private final ConfirmationRoute route;

    /** @param botUserId our own user in Slack; empty while that isn't known */
    public ConfirmInSlack(Jdbi jdbi, SlackClient slack, Supplier<String> botUserId) {
        this.jdbi = jdbi;
        this.slack = slack;
        this.route = new ConfirmationRoute(slack, botUserId);
    }

    /** Shows one send as it stands, where one is due; whether there may be more. */
    public boolean look() {
        List<ConfirmationStore.Claim> turns = new ArrayList<>();
        boolean more = jdbi.inTransaction(transaction -> claim(transaction, turns));
        turns.forEach(this::bringUpToDate);
        return more;
    }

    /** Takes the one that is due longest, if its turn is now; else it is due then. Whether there may be more. */
    private static boolean claim(Handle transaction, List<ConfirmationStore.Claim> turns) {
        Optional<ConfirmationStore.Claim> claimed = ConfirmationStore.claim(transaction);
        claimed.filter(claim -> ConfirmationStore.isItsTurn(transaction, claim)).ifPresent(turns::add);
        return claimed.isPresent();
    }

    private void bringUpToDate(ConfirmationStore.Claim claim) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", "confirm " + claim.sendId())) {
            show(claim);
        } catch (SlackFault e) {
            afterFault(claim, e);
        } catch (RuntimeException | Error e) {
            LOG.error("the confirmation of send {} is not shown now", claim.sendId(), e);
            jdbi.useTransaction(transaction -> ConfirmationStore.postpone(transaction, claim, pause(claim)));
        }
    }

    /** What can pass is tried again; what can't is in the log: every way to the person was tried before. */
    private void afterFault(ConfirmationStore.Claim claim, SlackFault fault) {
        switch (fault.kind()) {
            case PASSING, TOKEN -> {
                LOG.warn("the confirmation of send {} is not shown now: {}", claim.sendId(), fault.getMessage());
                Duration asked = fault.retryAfter();
                jdbi.useTransaction(transaction -> {
                    ConfirmationStore.hold(transaction, asked == null ? BREATH : asked);
                    ConfirmationStore.postpone(transaction, claim, asked == null ? pause(claim) : asked);
                });
            }
            default -> {
                LOG.error("the confirmation of send {} can't be shown: {}", claim.sendId(), fault.getMessage());
                jdbi.useTransaction(transaction -> ConfirmationStore.giveUp(transaction, claim));
            }
        }
    }

    /** A second, doubled with each fault in a row. */
    private static Duration pause(ConfirmationStore.Claim claim) {
        return Duration.ofSeconds(Math.min(1L << Math.min(claim.faults(), 10), LONGEST_PAUSE_SECONDS));
    }

    private void show(ConfirmationStore.Claim claim) {
        ConfirmationStore.Shown before = claim.shown();
        // At one moment: the version must be that of what is shown.
        Confirmation.Facts facts = jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, transaction -> facts(transaction, claim.sendId()));
        boolean worth = facts.moment().worth() > before.version();
        ConfirmationStore.Shown after;
        if (before.route() == null) {
            after = worth ? route.first(facts) : before;
        } else {
            after = again(facts, worth, before, before.route());
        }
        Instant again = after.route() == ConfirmationStore.Route.RESPONSE_URL ? null : facts.outdatedAt();
        jdbi.useTransaction(transaction -> {
            boolean ours = ConfirmationStore.markShown(transaction, claim, after, facts.version(), again);
            if (ours && after.route() != null && isNew(before, after)) {
                AuditLog.append(transaction, List.of(posted(facts.send(), after, after.route())));
            }
        });
    }

    /** Whether there is a message that there wasn't before; what a response URL posts has no name. */
    private static boolean isNew(ConfirmationStore.Shown before, ConfirmationStore.Shown after) {
        return before.route() != after.route() || !Objects.equals(before.ts(), after.ts());
    }

    private static Confirmation.Facts facts(Handle transaction, UUID sendId) {
        List<Delivery> deliveries = Deliveries.ofSend(transaction, sendId);
        return new Confirmation.Facts(
                Deliveries.send(transaction, sendId),
                deliveries,
                SentLinks.ofSend(transaction, sendId),
                SentLinks.send(transaction, sendId)
                        .filter(send -> !send.revoked())
                        .isPresent(),
                deliveries.stream().findFirst().flatMap(delivery -> Pause.of(transaction, delivery.via())),
                ConfirmationStore.moment(transaction, sendId));
    }

    private static Entry posted(Send send, ConfirmationStore.Shown shown, ConfirmationStore.Route way) {
        return Entry.of(Action.CONFIRMATION_POSTED, send.teamId())
                .by(send.requesterId(), send.requesterName())
                .about(send.orderId(), send.certificateId(), send.certificateName())
                .in(send.sendId(), send.mode().value(), send.requesterId())
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
            return new ConfirmationStore.Shown(way, before.channelId(), before.ts(), facts.version());
        } catch (SlackFault e) {
            if (e.kind() != SlackFault.Kind.GONE && e.kind() != SlackFault.Kind.CHANNEL) {
                throw e;
            }
            // The message was deleted, or the channel lost: what became of the send is told once more, anew; not what
            // was merely done with it.
            if (!worth) {
                return before;
            }
            return now.last() ? route.first(facts) : before.at(facts.version());
        }
    }
}
