package dev.certsend.bounce;

import dev.certsend.audit.AuditLog;
import dev.certsend.delivery.DeliveryNews;
import dev.certsend.letter.CertificateLetter;
import dev.certsend.mail.BounceAddress;
import dev.certsend.mail.BounceReport;
import dev.certsend.mail.ReportedRecipient;
import dev.certsend.text.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports of failure and writes them down at the deliveries they are about.
 *
 * <p>Nothing in a mail proves who wrote it. A report is believed if it names a delivery's id, of 122 random bits: by the subaddress it
 * came to, which has a proof besides, or, in a report in due form, as envelope id or in the Message-ID of the letter that came back.
 * All three are known to whoever handled the letter, and to nobody else. So a forged report can say of one's own letter that it came
 * back: an entry in the audit log and a word in the confirmation, once. It stops no letter, repeats none, and ends no link; the
 * delivery's state stays as the mail server told it.
 */
public final class Bounces {
    private static final Logger LOG = LoggerFactory.getLogger(Bounces.class);
    private static final int MOST_IN_REASON = 300;

    private final Jdbi jdbi;
    private final @Nullable BounceAddress address;
    private final DeliveryNews news;

    /** @param address null where letters have no sender of their own; then only reports in due form are matched */
    public Bounces(Jdbi jdbi, @Nullable BounceAddress address, DeliveryNews news) {
        this.jdbi = jdbi;
        this.address = address;
        this.news = news;
    }

    /** What came of a message. */
    public enum Taken {
        /** A delivery was marked. */
        BOUNCED,
        /** Its delivery was marked before; nothing changed. */
        AGAIN,
        /** A bounce, but of no delivery of ours; nothing changed. */
        NOT_OURS,
        /** No bounce, but an answer, a delay, anything else; nothing changed. */
        NO_BOUNCE
    }

    /**
     * Takes one message as it came.
     *
     * @throws JdbiException if the database does not answer: the message is to be brought again
     */
    public Taken take(byte[] message) {
        BounceReport report = BounceReport.read(message);
        Optional<ReportedRecipient> failure = report.failure();
        if (failure.isEmpty()) {
            LOG.info("a message to the mailbox of bounces tells of no failure");
            return Taken.NO_BOUNCE;
        }
        Optional<UUID> delivery = delivery(report);
        if (delivery.isEmpty()) {
            LOG.info("a bounce of status {} names no delivery", failure.get().status());
            return Taken.NOT_OURS;
        }
        Taken taken = jdbi.inTransaction(transaction -> mark(transaction, delivery.get(), failure.get()));
        LOG.info("a bounce of status {} of delivery {}: {}", failure.get().status(), delivery.get(), taken);
        return taken;
    }

    /** Whether the database answers. */
    boolean canTake() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("SELECT true").mapTo(Boolean.class).one());
        } catch (JdbiException e) {
            return false;
        }
    }

    private Optional<UUID> delivery(BounceReport report) {
        Optional<UUID> byAddress = address == null
                ? Optional.empty()
                : report.addressees().stream()
                        .map(address::read)
                        .flatMap(Optional::stream)
                        .findFirst();
        if (byAddress.isPresent() || report.kind() != BounceReport.Kind.REPORT) {
            return byAddress;
        }
        return Stream.concat(
                        Stream.ofNullable(report.envelopeId()),
                        report.messageIds().stream()
                                .map(CertificateLetter::deliveryOf)
                                .flatMap(Optional::stream))
                .findFirst();
    }

    private Taken mark(Handle transaction, UUID deliveryId, ReportedRecipient failure) {
        Optional<BounceStore.Bounceable> found = BounceStore.lock(transaction, deliveryId);
        if (found.isEmpty()) {
            return Taken.NOT_OURS;
        }
        BounceStore.Bounceable delivery = found.get();
        if (delivery.bounced()) {
            return Taken.AGAIN;
        }
        String reason = reason(failure, delivery.recipient());
        BounceStore.markBounced(transaction, deliveryId, reason);
        AuditLog.append(transaction, List.of(delivery.entry(reason)));
        news.progressed(transaction, List.of(delivery.sendId()));
        return Taken.BOUNCED;
    }

    /** Where the letter was forwarded, it says to whom. */
    private static String reason(ReportedRecipient failure, String recipient) {
        boolean forwarded = !failure.address().isEmpty() && !failure.address().equalsIgnoreCase(recipient);
        String whom = forwarded ? failure.address() + ": " : "";
        return OneLine.of(whom + failure.reason(), MOST_IN_REASON);
    }
}
