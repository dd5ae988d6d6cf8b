package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that notes a send on its order in CertCentral. CertCentral takes any note twice: where one may be there already,
 * the order's notes are read first, and one that bears the send's reference is not written again.
 */
public final class WriteNote {
    /** Its name in the queue. */
    public static final String KIND = "note";

    private static final Logger LOG = LoggerFactory.getLogger(WriteNote.class);

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;
    private final Supplier<Optional<String>> workspaceName;

    WriteNote(Jdbi jdbi, CertCentralClient certCentral, Supplier<Optional<String>> workspaceName) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
        this.workspaceName = workspaceName;
    }

    /**
     * Writes the note of the send of this id.
     *
     * @throws CertCentralFault a fault that may pass, within two days of the send
     */
    public Optional<Instant> run(String id) {
        UUID sendId = UUID.fromString(id);
        Optional<NoteStore.Open> open = jdbi.withHandle(handle -> NoteStore.open(handle, sendId));
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Send send = jdbi.withHandle(handle -> SendStore.find(handle, sendId));
        List<Delivery> deliveries = jdbi.withHandle(handle -> DeliveryStore.ofSend(handle, sendId));
        Optional<Instant> leaves = leaves(deliveries);
        if (leaves.isPresent()) {
            return leaves;
        }
        List<String> recipients = deliveries.stream()
                .filter(delivery -> delivery.state() != Delivery.State.CANCELLED || delivery.doubtful())
                .map(Delivery::recipient)
                .toList();
        if (recipients.isEmpty()) {
            settle(send, Action.NOTE_FAILED, "nothing was sent: it was cancelled");
            return Optional.empty();
        }
        note(open.get(), send, recipients);
        return Optional.empty();
    }

    /** While somebody may think better of it, there is nothing to note. */
    private static Optional<Instant> leaves(List<Delivery> deliveries) {
        Instant now = Instant.now();
        return deliveries.stream()
                .filter(delivery -> delivery.state() == Delivery.State.QUEUED && delivery.attempt() == 0)
                .map(Delivery::dueAt)
                .filter(due -> due != null && due.isAfter(now))
                .findFirst();
    }

    private void note(NoteStore.Open open, Send send, List<String> recipients) {
        try {
            if (open.tried() && isThere(send)) {
                settle(send, Action.NOTE_WRITTEN, "an earlier attempt had written it");
            } else {
                write(send, recipients);
                settle(send, Action.NOTE_WRITTEN, "CertCentral took it on");
            }
        } catch (CertCentralFault e) {
            // A key that is refused says nothing about this note: somebody will mend the key.
            boolean mayPass = e.worthRetrying() || e.kind() == CertCentralFault.Kind.KEY_REFUSED;
            if (mayPass && !open.old()) {
                throw e;
            }
            LOG.warn("order {}: the note of send {} is given up: {}", send.orderId(), send.sendId(), e.getMessage());
            settle(send, Action.NOTE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private boolean isThere(Send send) {
        String reference = send.sendId().toString();
        return certCentral.notes(send.orderId()).stream().anyMatch(text -> text.contains(reference));
    }

    private void write(Send send, List<String> recipients) {
        String text = NoteText.of(send, workspaceName.get().orElse(""), recipients);
        certCentral.addNote(
                send.orderId(), text, () -> jdbi.useHandle(handle -> NoteStore.markTried(handle, send.sendId())));
    }

    private void settle(Send send, Action action, String reason) {
        jdbi.useTransaction(transaction -> {
            if (NoteStore.settle(transaction, send.sendId())) {
                AuditLog.append(
                        transaction,
                        List.of(Entry.of(action, send.teamId())
                                .by(send.requesterId(), send.requesterName())
                                .about(send.orderId(), send.certificateId(), send.certificateName())
                                .in(send.sendId(), send.mode().value(), send.requesterId())
                                .at(send.channelId())
                                .because(reason)));
            }
        });
    }
}
