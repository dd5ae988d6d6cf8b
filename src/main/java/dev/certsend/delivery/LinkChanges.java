package dev.certsend.delivery;

import dev.certsend.link.LinkNews;
import dev.certsend.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What happens to a send's links is told by its confirmation; uses are gathered for a quarter of a minute. */
final class LinkChanges implements LinkNews {
    private static final Duration GATHERED = Duration.ofSeconds(15);

    @Override
    public void changed(Handle transaction, Collection<UUID> sendIds) {
        SendStore.nextVersions(transaction, sendIds)
                .forEach((sendId, version) -> Deliveries.confirmSoon(transaction, sendId, version));
    }

    /** The job of each span of time runs behind it, so it tells of every use within. */
    @Override
    public void used(Handle transaction, Collection<UUID> sendIds) {
        SendStore.nextVersions(transaction, sendIds);
        long span = Instant.now().getEpochSecond() / GATHERED.toSeconds();
        Queue.enqueue(
                transaction,
                ConfirmInSlack.KIND,
                sendIds.stream().map(sendId -> sendId + "/used-" + span).toList(),
                GATHERED);
    }
}
