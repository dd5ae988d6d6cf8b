package dev.certsend.link;

import dev.certsend.database.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes uses down, those that come at the same time in one transaction: while one is being committed, the next ones gather.
 * So the disk's pace bounds how long a use takes, and not how many there may be.
 */
public final class UseLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UseLog.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SECONDS_TO_END = 10;

    private final Links links;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "uses");
        thread.setDaemon(true);
        return thread;
    });

    public UseLog(Links links) {
        this.links = links;
    }

    private record Waiting(Use use, CompletableFuture<Void> written) {
        UUID link() {
            return use.link().linkId();
        }
    }

    /**
     * Takes a use on.
     *
     * @return done once it is committed; failed with {@link LinkClosed} where its link works no more, and otherwise where it
     *     could not be written: then nothing of it is in the database, unless that fell silent in its commit. Whoever goes on
     *     from here does so on the one thread that writes, and must not keep it.
     */
    public CompletableFuture<Void> write(Use use) {
        Waiting taken = new Waiting(use, new CompletableFuture<>());
        if (!waiting.offer(taken)) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many uses wait to be written"));
        }
        try {
            writer.execute(this::writeWhatWaits);
        } catch (RejectedExecutionException e) {
            // Where it is gone, a turn under way has taken it on.
            if (waiting.remove(taken)) {
                taken.written.completeExceptionally(e);
            }
        }
        return taken.written;
    }

    private void writeWhatWaits() {
        List<Waiting> batch = new ArrayList<>();
        waiting.drainTo(batch, MOST_AT_ONCE);
        if (batch.isEmpty()) {
            // An earlier turn took all there was.
            return;
        }
        long began = System.nanoTime();
        try {
            write(batch);
        } catch (RuntimeException | Error e) {
            if (batch.size() > 1 && Faults.nothingWasWritten(e)) {
                LOG.warn("{} uses of links were not written down together, so each is by itself", batch.size(), e);
                writeApart(batch, began, e);
            } else {
                LOG.warn("{} uses of links were not written down", batch.size(), e);
                batch.forEach(each -> each.written.completeExceptionally(e));
            }
        }
    }

    private void write(List<Waiting> together) {
        Set<UUID> open = links.used(together.stream().map(Waiting::use).toList());
        for (Waiting each : together) {
            if (open.contains(each.link())) {
                each.written.complete(null);
            } else {
                each.written.completeExceptionally(new LinkClosed());
            }
        }
    }

    /** One that can't be written must not take the others with it; but where nothing works, nobody is kept waiting long. */
    private void writeApart(List<Waiting> batch, long began, Throwable fault) {
        Set<UUID> held = new HashSet<>();
        for (Waiting each : batch) {
            if (held.contains(each.link()) || System.nanoTime() - began > PATIENCE.toNanos()) {
                each.written.completeExceptionally(fault);
                continue;
            }
            try {
                write(List.of(each));
            } catch (RuntimeException | Error e) {
                if (Faults.isHeld(e)) {
                    held.add(each.link());
                }
                each.written.completeExceptionally(e);
            }
        }
    }

    /** Takes no more on, and writes what was taken on. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("uses of links were not written down in time, nor were their requests answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
