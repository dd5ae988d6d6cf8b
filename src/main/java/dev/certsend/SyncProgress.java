package dev.certsend;

import dev.certsend.mirror.SyncWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a full sync is: a bar for somebody at a terminal, a line in the log every 10 s for everybody else. */
final class SyncProgress implements SyncWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final @Nullable Bar bar;
    private final LongSupplier nanoTime;
    private long lineDue;

    /**
     * Shows nothing yet.
     *
     * @param terminal where the bar goes; null where nobody sees it
     */
    SyncProgress(@Nullable PrintWriter terminal, LongSupplier nanoTime) {
        bar = terminal == null ? null : new Bar(terminal, "orders");
        this.nanoTime = nanoTime;
        lineDue = nanoTime.getAsLong() + BETWEEN_LINES.toNanos();
    }

    @Override
    public void full(long read, OptionalLong total) {
        if (bar != null) {
            bar.draw(read, total.orElse(-1));
        } else if (nanoTime.getAsLong() - lineDue >= 0) {
            lineDue = nanoTime.getAsLong() + BETWEEN_LINES.toNanos();
            LOG.info("{} orders read of {}", read, total.isPresent() ? total.getAsLong() : "an unknown number");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
