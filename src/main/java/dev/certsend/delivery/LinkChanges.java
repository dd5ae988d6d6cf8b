package dev.certsend.delivery;

import dev.certsend.link.LinkNews;
import dev.certsend.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What happens to a send's links is told by its confirmation; uses are gathered for a quarter of a minute. */
final class LinkChanges implements LinkNews {
    private static final Duration GATHERED = Duration.ofSeconds(15);

    @Override
    public void changed(Handle transaction, Collection<UUID> sendIds) {
        Set<UUID> revoked = revokedNow(transaction, sendIds);
        SendStore.nextVersions(transaction, sendIds).forEach((sendId, version) -> {
            ConfirmationJob.Kind kind =
                    revoked.contains(sendId) ? ConfirmationJob.Kind.REVOKED : ConfirmationJob.Kind.QUIET;
            ConfirmationJob job = new ConfirmationJob(sendId, kind, version);
            Queue.enqueue(transaction, ConfirmInSlack.KIND, List.of(job.id()));
        });
    }

    /** The sends of which this very transaction revoked a link. */
    private static Set<UUID> revokedNow(Handle transaction, Collection<UUID> sendIds) {
        return transaction
                .createQuery("""
                        SELECT DISTINCT d.send_id FROM link l JOIN delivery d USING (delivery_id)
                        WHERE d.send_id = ANY(:sendIds) AND l.revoked_at = now()""")
                .bindArray("sendIds", UUID.class, sendIds)
                .mapTo(UUID.class)
                .set();
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
