package dev.certsend.confirmation;

import dev.certsend.delivery.DeliveryNews;
import dev.certsend.delivery.Send;
import dev.certsend.link.LinkNews;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What happens to a send is told by its confirmation, at once but for uses of links, which are gathered for a quarter of a minute. */
public final class Confirmations implements DeliveryNews, LinkNews {
    private static final Duration GATHERED = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(300);

    private final Duration first;

    /** @param cancellable whether sends wait a while, so that the first message is wanted at once; else it may well be the last */
    public Confirmations(boolean cancellable) {
        first = cancellable ? Duration.ZERO : SOON;
    }

    @Override
    public void taken(Handle transaction, Send send) {
        ConfirmationStore.insert(transaction, send, first);
    }

    @Override
    public void progressed(Handle transaction, Collection<UUID> sendIds) {
        ConfirmationStore.changed(transaction, sendIds, true, Duration.ZERO);
    }

    @Override
    public void revoked(Handle transaction, Collection<UUID> sendIds) {
        ConfirmationStore.changed(transaction, sendIds, true, Duration.ZERO);
    }

    @Override
    public void changed(Handle transaction, Collection<UUID> sendIds) {
        ConfirmationStore.changed(transaction, sendIds, false, Duration.ZERO);
    }

    @Override
    public void used(Handle transaction, Collection<UUID> sendIds) {
        ConfirmationStore.changed(transaction, sendIds, false, GATHERED);
    }
}
