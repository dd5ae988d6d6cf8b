package dev.certsend.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private record Waiting(Use use, CompletableFuture<Void> written) {}

    /**
     * Takes a use on.
     *
     * @return done once it is committed; failed where it could not be, then nothing of it is in the database unless that
     *     fell silent in its commit. Whoever goes on from here does so on the one thread that writes, and must not keep it.
     */
    public CompletableFuture<Void> write(Use use) {
        Waiting taken = new Waiting(use, new CompletableFuture<>());
        if (!waiting.offer(taken)) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many uses wait to be written"));
        }
        try {
            writer.execute(this::writeWhatWaits);
        } catch (RejectedExecutionException e) {
            taken.written.completeExceptionally(e);
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
            links.used(batch.stream().map(Waiting::use).toList());
            batch.forEach(each -> each.written.complete(null));
        } catch (RuntimeException | Error e) {
            LOG.warn("{} uses of links were not written down together, so each is by itself", batch.size(), e);
            batch.forEach(each -> writeApart(each, began, e));
        }
    }

    /** One that can't be written must not take the others with it; but where nothing works, nobody is kept waiting long. */
    private void writeApart(Waiting each, long began, Throwable fault) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
            each.written.completeExceptionally(fault);
            return;
        }
        try {
            links.used(List.of(each.use));
            each.written.complete(null);
        } catch (RuntimeException | Error e) {
            each.written.completeExceptionally(e);
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
