package dev.certsend.link;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Faults;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The links as their senders look after them. Each change is one transaction with its entries and its news; done twice, or by
 * two at once, it is done and told of once. Whether somebody may is for the caller to ask.
 */
public final class SentLinks {
    private final Jdbi jdbi;
    private final LinkNews news;

    public SentLinks(Jdbi jdbi, LinkNews news) {
        this.jdbi = jdbi;
        this.news = news;
    }

    /** Who does something; the name is for the log. */
    public record By(String userId, String name) {}

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** It was revoked before, or its order was. */
        REVOKED_BEFORE,
        /** Its time was over before: there is nothing to revoke. */
        ENDED_BEFORE,
        /** It lasts as long already. */
        NOT_LATER,
        /** It has no downloads left, so that more time is of no use. */
        USED_UP,
        /** There is no such link. */
        UNKNOWN
    }

    public Optional<SentLink> find(UUID linkId) {
        return jdbi.withHandle(handle -> SentLinkStore.find(handle, linkId));
    }

    /** Those of a send, in the order of its recipients; of a letter that was not written yet there is none. */
    public List<SentLink> ofSend(UUID sendId) {
        return jdbi.withHandle(handle -> ofSend(handle, sendId));
    }

    /** The same within a transaction. */
    public static List<SentLink> ofSend(Handle handle, UUID sendId) {
        return SentLinkStore.ofSend(handle, sendId);
    }

    /** Those of the last 90 days and those that are still open, newest first, so many of them behind the first so many. */
    public List<SentLink> page(LinkQuestion asked, int from, int most) {
        return jdbi.withHandle(handle -> SentLinkStore.page(handle, asked, from, most));
    }

    public Outcome revoke(UUID linkId, By by) {
        return Faults.untangled(() -> jdbi.inTransaction(transaction -> SentLinkStore.lock(transaction, linkId)
                .map(link -> revoke(transaction, link, by))
                .orElse(Outcome.UNKNOWN)));
    }

    private Outcome revoke(Handle transaction, SentLink link, By by) {
        if (!link.opens()) {
            return link.state() == SentLink.State.REVOKED ? Outcome.REVOKED_BEFORE : Outcome.ENDED_BEFORE;
        }
        revoke(transaction, List.of(link), by);
        return Outcome.DONE;
    }

    /** A send whose letters hold links, or will; empty where they don't. */
    public Optional<LinkSend> send(UUID sendId) {
        return jdbi.withHandle(handle -> send(handle, sendId));
    }

    /** The same within a transaction. */
    public static Optional<LinkSend> send(Handle handle, UUID sendId) {
        return LinkSendStore.find(handle, sendId);
    }

    /**
     * What was revoked of a send.
     *
     * @param links that were open
     * @param letters that were not written yet and never will be
     */
    public record Revoked(int links, int letters) {}

    /** Revokes all links of a send, those that ended as well, and those of letters that are still to be written. */
    public Revoked revokeAll(UUID sendId, By by) {
        return Faults.untangled(() -> jdbi.inTransaction(transaction -> {
            List<SentLink> before = revokeKept(transaction, sendId, by);
            List<LinkSendStore.Unwritten> letters = LinkSendStore.revoke(transaction, sendId)
                    ? LinkSendStore.unwritten(transaction, sendId)
                    : List.of();
            // Those whose letters were being kept a moment ago.
            List<SentLink> since = revokeKept(transaction, sendId, by);
            send(transaction, sendId).ifPresent(send -> tellOf(transaction, send, letters, by));
            if (!before.isEmpty() || !since.isEmpty() || !letters.isEmpty()) {
                news.revoked(transaction, List.of(sendId));
            }
            long open = Stream.concat(before.stream(), since.stream())
                    .filter(SentLink::opens)
                    .count();
            return new Revoked((int) open, letters.size());
        }));
    }

    private static List<SentLink> revokeKept(Handle transaction, UUID sendId, By by) {
        List<SentLink> links = SentLinkStore.lockOfSend(transaction, sendId).stream()
                .filter(link -> link.state() != SentLink.State.REVOKED)
                .toList();
        mark(transaction, links, by);
        return links;
    }

    private static void tellOf(Handle transaction, LinkSend send, List<LinkSendStore.Unwritten> letters, By by) {
        String whose = send.requesterId().equals(by.userId()) ? ", by its sender" : ", by an admin";
        AuditLog.append(
                transaction,
                letters.stream()
                        .map(letter -> Entry.of(Action.LINK_REVOKED, send.teamId())
                                .by(by.userId(), by.name())
                                .about(send.orderId(), send.certificateId(), send.certificateName())
                                .in(send.sendId(), "downloadlink", send.requesterId())
                                .to(letter.deliveryId(), letter.recipient())
                                .because("before its letter was written" + whose))
                        .toList());
    }

    /** Revokes the links in letters that are not to leave any more; whoever stops them tells of it. */
    public static void withdraw(Handle transaction, List<UUID> deliveryIds, By by) {
        mark(
                transaction,
                SentLinkStore.lockOfDeliveries(transaction, deliveryIds).stream()
                        .filter(link -> link.state() != SentLink.State.REVOKED)
                        .toList(),
                by);
    }

    /** Whether a letter of this delivery that holds a link may leave; until the transaction's end that stays so. */
    public static boolean mayLeave(Handle transaction, UUID deliveryId) {
        return LinkSendStore.mayLeave(transaction, deliveryId);
    }

    /** Revokes all links to certificates of these orders, which are revoked themselves. */
    public void ordersRevoked(Handle transaction, Collection<Long> orderIds) {
        Map<Boolean, List<SentLink>> byEnd = SentLinkStore.lockOfOrders(transaction, List.copyOf(orderIds)).stream()
                .collect(Collectors.partitioningBy(SentLink::isOver));
        List<SentLink> open = byEnd.getOrDefault(false, List.of());
        List<SentLink> over = byEnd.getOrDefault(true, List.of());
        mark(transaction, open, null);
        mark(transaction, over, null);
        if (!open.isEmpty()) {
            news.revoked(transaction, sendsOf(open));
        }
        if (!over.isEmpty()) {
            news.changed(transaction, sendsOf(over)); // nobody is disturbed for what opened nothing any more
        }
    }

    private void revoke(Handle transaction, List<SentLink> links, By by) {
        if (!links.isEmpty()) {
            mark(transaction, links, by);
            news.revoked(transaction, sendsOf(links));
        }
    }

    private static List<UUID> sendsOf(List<SentLink> links) {
        return links.stream().map(SentLink::sendId).distinct().toList();
    }

    private static void mark(Handle transaction, List<SentLink> links, @Nullable By by) {
        if (links.isEmpty()) {
            return;
        }
        SentLinkStore.revoke(
                transaction, links.stream().map(SentLink::linkId).toList(), by == null ? null : by.userId());
        AuditLog.append(
                transaction,
                links.stream()
                        .map(link -> by == null
                                ? entry(Action.LINK_REVOKED, link).because("the order was revoked")
                                : entry(Action.LINK_REVOKED, link, by)
                                        .because(
                                                "it had been good until " + minute(link.expiresAt()) + whose(link, by)))
                        .toList());
    }

    /**
     * Has a link last so many days from now, with the token that its letter holds, even where its time was over.
     *
     * @param days from now, 90 at most
     */
    public Outcome extend(UUID linkId, int days, By by) {
        if (days < 1 || days > LinkTerms.MOST_DAYS) {
            throw new IllegalArgumentException("a link lasts 1 to " + LinkTerms.MOST_DAYS + " days, not " + days);
        }
        return jdbi.inTransaction(transaction -> SentLinkStore.lock(transaction, linkId)
                .map(link -> extend(transaction, link, days, by))
                .orElse(Outcome.UNKNOWN));
    }

    private Outcome extend(Handle transaction, SentLink link, int days, By by) {
        if (link.state() == SentLink.State.REVOKED) {
            return Outcome.REVOKED_BEFORE;
        }
        if (link.usedUp()) {
            return Outcome.USED_UP;
        }
        if (!link.gainsBy(days)) {
            return Outcome.NOT_LATER;
        }
        SentLinkStore.extend(transaction, link.linkId(), link.in(days));
        AuditLog.append(
                transaction,
                List.of(entry(Action.LINK_EXTENDED, link, by)
                        .because("until " + minute(link.in(days)) + " instead of " + minute(link.expiresAt())
                                + whose(link, by))));
        news.changed(transaction, List.of(link.sendId()));
        return Outcome.DONE;
    }

    /**
     * A letter has left: if its link has lost more than an hour of its days while the letter waited, they begin now, by the
     * database's clock. What was revoked stays so.
     *
     * @param days that the link was given
     */
    public static void left(Handle transaction, UUID deliveryId, int days) {
        SentLinkStore.lockOfDelivery(transaction, deliveryId)
                .filter(link -> link.state() != SentLink.State.REVOKED && link.gainsBy(days))
                .ifPresent(link -> {
                    SentLinkStore.extend(transaction, link.linkId(), link.in(days));
                    AuditLog.append(
                            transaction,
                            List.of(entry(Action.LINK_EXTENDED, link)
                                    .because("until " + minute(link.in(days)) + " instead of "
                                            + minute(link.expiresAt()) + ", as its letter had waited")));
                });
    }

    private static Entry entry(Action action, SentLink link, By by) {
        return entry(action, link).by(by.userId(), by.name());
    }

    private static Entry entry(Action action, SentLink link) {
        return Entry.of(action, link.teamId())
                .about(link.orderId(), link.certificateId(), link.certificateName())
                .in(link.sendId(), "downloadlink", link.requesterId())
                .to(link.deliveryId(), link.recipient());
    }

    private static String whose(SentLink link, By by) {
        return link.requesterId().equals(by.userId()) ? ", by its sender" : ", by an admin";
    }

    private static String minute(Instant when) {
        return when.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
