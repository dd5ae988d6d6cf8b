package dev.certsend.mirror;

import org.jspecify.annotations.Nullable;

/** A sync came to no good end. What it had read is kept, and the next one goes on from there. The message is for people. */
public final class SyncFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyncFailed(String message) {
        this(message, null);
    }

    SyncFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static SyncFailed stopped(@Nullable Throwable cause) {
        return new SyncFailed("the sync was stopped; the next one goes on where it was", cause);
    }
}
