package dev.certsend.delivery;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import java.util.UUID;

/** Audit entries about deliveries. */
final class Entries {
    private Entries() {}

    static Entry of(Action action, Attempt attempt) {
        return of(
                action,
                attempt.send(),
                attempt.delivery().deliveryId(),
                attempt.delivery().recipient());
    }

    static Entry of(Action action, Send send, UUID deliveryId, String recipient) {
        return Entry.of(action, send.teamId())
                .by(send.requesterId(), send.requesterName())
                .about(send.orderId(), send.certificateId(), send.certificateName())
                .in(send.sendId(), send.mode().value(), send.requesterId())
                .to(deliveryId, recipient)
                .at(send.channelId());
    }
}
