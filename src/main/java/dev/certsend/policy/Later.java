package dev.certsend.policy;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done soon, behind an answer's back, and need not outlive the process: asking Slack who somebody is, turning a
 * page. What fails is in the log.
 */
public final class Later implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Later.class);
    private static final int THREADS = 8;
    private static final int SECONDS_TO_END = 3;

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, work -> {
        Thread thread = new Thread(work, "later");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    void after(Duration pause, Runnable work) {
        Future<?> unused = pool.schedule(() -> logged(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("what was to be done later failed", e);
        }
    }

    /** Ends what has begun, within three seconds. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
