package dev.certsend.mirror;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** A sync's calls of CertCentral, on a thread of their own: ahead of the writing, and given up at once when closed. */
final class Calls implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "sync-calls");
        made.setDaemon(true);
        return made;
    });

    /** Begins a call; its answer is waited for with {@link #answer}. */
    <T> Future<T> ahead(Callable<T> call) {
        try {
            return thread.submit(call);
        } catch (RejectedExecutionException e) {
            throw SyncFailed.stopped(e);
        }
    }

    <T> T now(Callable<T> call) {
        return answer(ahead(call));
    }

    /**
     * Waits for it.
     *
     * @throws SyncFailed also when the program stops meanwhile
     */
    static <T> T answer(Future<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw SyncFailed.stopped(e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw SyncFailed.stopped(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow().forEach(never -> {
            if (never instanceof Future<?> call) {
                call.cancel(true);
            }
        });
    }
}
