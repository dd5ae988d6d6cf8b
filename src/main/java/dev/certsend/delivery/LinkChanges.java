package dev.certsend.delivery;

import dev.certsend.link.LinkNews;
import dev.certsend.queue.Queue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What happens to a send's links is told by its confirmation; uses are gathered for a quarter of a minute. */
final class LinkChanges implements LinkNews {
    private static final Duration GATHERED = Duration.ofSeconds(15);
    /** Longer than a use takes to be committed. */
    private static final Duration COMMITTED = Duration.ofSeconds(5);

    private final InstantSource clock;

    /** @param clock its time is cut into spans */
    LinkChanges(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void revoked(Handle transaction, Collection<UUID> sendIds) {
        tell(transaction, ConfirmationJob.Kind.REVOKED, sendIds);
    }

    @Override
    public void changed(Handle transaction, Collection<UUID> sendIds) {
        tell(transaction, ConfirmationJob.Kind.QUIET, sendIds);
    }

    private static void tell(Handle transaction, ConfirmationJob.Kind kind, Collection<UUID> sendIds) {
        Map<UUID, Long> versions = SendStore.nextVersions(transaction, sendIds);
        enqueue(
                transaction,
                sendIds,
                sendId -> new ConfirmationJob(sendId, kind, Objects.requireNonNull(versions.get(sendId))),
                Duration.ZERO);
    }

    /**
     * The job of each span of time runs some time after its end, so it tells of every use within. Ran it earlier, a use in
     * the rest of the span would find its job there, due or running, enqueue none, and go untold until the next use.
     */
    @Override
    public void used(Handle transaction, Collection<UUID> sendIds) {
        SendStore.nextVersions(transaction, sendIds);
        long now = clock.instant().getEpochSecond();
        long span = now / GATHERED.toSeconds();
        Duration rest = GATHERED.minusSeconds(now % GATHERED.toSeconds());
        enqueue(
                transaction,
                sendIds,
                sendId -> new ConfirmationJob(sendId, ConfirmationJob.Kind.USED, span),
                rest.plus(COMMITTED));
    }

    private static void enqueue(
            Handle transaction, Collection<UUID> sendIds, Function<UUID, ConfirmationJob> job, Duration pause) {
        List<String> ids = sendIds.stream().map(job).map(ConfirmationJob::id).toList();
        Queue.enqueue(transaction, ConfirmInSlack.KIND, ids, pause);
    }
}
