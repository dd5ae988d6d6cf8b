package dev.certsend;

import dev.certsend.mirror.SyncWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a full sync is: a bar for somebody at a terminal, a line in the log every 10 s for everybody else. */
final class SyncProgress implements SyncWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int BAR_WIDTH = 100;

    private final @Nullable PrintWriter terminal;
    private final LongSupplier nanoTime;
    private @Nullable ProgressBar bar;
    private long lineDue;

    /**
     * Shows nothing yet.
     *
     * @param terminal where the bar goes; null where nobody sees it
     */
    SyncProgress(@Nullable PrintWriter terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        lineDue = nanoTime.getAsLong() + BETWEEN_LINES.toNanos();
    }

    @Override
    public void full(long read, OptionalLong total) {
        if (terminal != null) {
            draw(terminal, read, total.orElse(-1));
        } else if (nanoTime.getAsLong() - lineDue >= 0) {
            lineDue = nanoTime.getAsLong() + BETWEEN_LINES.toNanos();
            LOG.info("{} orders read of {}", read, total.isPresent() ? total.getAsLong() : "an unknown number");
        }
    }

    private void draw(PrintWriter out, long read, long total) {
        ProgressBar drawn = bar;
        if (drawn == null) {
            drawn = new ProgressBarBuilder()
                    .setTaskName("orders")
                    .setInitialMax(total)
                    .setConsumer(new DelegatingProgressBarConsumer(line -> overwrite(out, line), BAR_WIDTH))
                    .build();
            bar = drawn;
        }
        drawn.maxHint(total);
        drawn.stepTo(read);
    }

    private static void overwrite(PrintWriter out, String line) {
        out.print('\r' + line);
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null && terminal != null) {
            bar.close();
            terminal.println();
        }
    }
}
