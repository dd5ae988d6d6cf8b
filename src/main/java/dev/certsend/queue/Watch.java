package dev.certsend.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that look for something to do: at once when nudged, again as long as there was something, and every so often. A
 * look that fails is a look at nothing: the next one comes a second later, and of a row of failures the first is in the log.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final String name;
    private final Duration every;
    private final BooleanSupplier look;
    private final Semaphore nudges = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    /**
     * Looks at nothing yet.
     *
     * @param look does what there is to do; whether there may be more
     */
    public Watch(String name, int threads, Duration every, BooleanSupplier look) {
        this.name = name;
        this.every = every;
        this.look = look;
        for (int i = 1; i <= threads; i++) {
            Thread thread = new Thread(this::watch, name + "-" + i);
            thread.setDaemon(true);
            this.threads.add(thread);
        }
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** There may be something to do. */
    public void nudge() {
        if (nudges.availablePermits() < threads.size()) {
            nudges.release();
        }
    }

    private void watch() {
        boolean failed = false;
        while (!closing) {
            try {
                Duration pause = every;
                try {
                    boolean more = look.getAsBoolean();
                    failed = false;
                    if (more) {
                        continue;
                    }
                } catch (RuntimeException | Error e) {
                    if (!failed) {
                        LOG.warn("{} failed and will be tried again", name, e);
                    }
                    failed = true;
                    pause = AFTER_A_FAULT;
                }
                if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS) && failed) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Begins no further look; waits for those under way, so long at most. */
    public void close(Duration patience) {
        closing = true;
        nudges.release(threads.size());
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                if (thread.getState() != Thread.State.NEW) {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
