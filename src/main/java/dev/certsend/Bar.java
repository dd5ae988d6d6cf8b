package dev.certsend;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar that is drawn over itself, for somebody at a terminal. */
final class Bar implements AutoCloseable {
    private static final int WIDTH = 100;

    private final PrintWriter terminal;
    private final String name;
    private @Nullable ProgressBar bar;

    /** Draws nothing yet. */
    Bar(PrintWriter terminal, String name) {
        this.terminal = terminal;
        this.name = name;
    }

    /** From JDK 22 on there is a console also where there is no terminal; a terminal says what it is. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean atTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }

    /** @param total -1 where nobody knows */
    void draw(long done, long total) {
        ProgressBar drawn = bar;
        if (drawn == null) {
            drawn = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total)
                    .setConsumer(new DelegatingProgressBarConsumer(this::overwrite, WIDTH))
                    .build();
            bar = drawn;
        }
        drawn.maxHint(total);
        drawn.stepTo(done);
    }

    private void overwrite(String line) {
        terminal.print('\r' + line);
        terminal.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            terminal.println();
        }
    }
}
