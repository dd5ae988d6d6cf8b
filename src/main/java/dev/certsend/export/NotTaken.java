package dev.certsend.export;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A collector answered that it did not take a batch. */
final class NotTaken extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Duration wait;

    /** @param wait how long it asks to be left alone; null where it does not say */
    NotTaken(String message, @Nullable Duration wait) {
        super(message);
        this.wait = wait;
    }

    @Nullable
    Duration waiting() {
        return wait;
    }
}
