package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The access token of the moment, fetched when it is needed and kept as long as it is good. */
final class AccessTokens {

    private final TokenSource source;
    private final LongSupplier nanoTime;
    private @Nullable Secret token;
    private long goodUntil;
    private @Nullable FutureTask<Secret> underWay;

    AccessTokens(TokenSource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Fetches one if need be; whoever asks meanwhile gets the same, or the same fault at the same time. */
    Secret current() throws TokenFault {
        FutureTask<Secret> fetch;
        synchronized (this) {
            Secret kept = token;
            if (kept != null && goodUntil - nanoTime.getAsLong() > 0) {
                return kept;
            }
            if (underWay == null) {
                underWay = new FutureTask<>(this::fetch);
            }
            fetch = underWay;
        }
        fetch.run(); // does nothing where another thread runs it
        return result(fetch);
    }

    private Secret fetch() throws TokenFault {
        try {
            TokenSource.Token fetched = source.fetch();
            synchronized (this) {
                token = fetched.value();
                goodUntil = nanoTime.getAsLong() + fetched.lifetime().toNanos();
            }
            return fetched.value();
        } finally {
            synchronized (this) {
                underWay = null;
            }
        }
    }

    private static Secret result(FutureTask<Secret> fetch) throws TokenFault {
        try {
            return fetch.get();
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof TokenFault told) {
                throw told.again();
            }
            throw new IllegalStateException(fault.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw TokenFault.passing("stopped while waiting for a token");
        }
    }

    /** The relay refused it; another may have been fetched since. */
    synchronized void forget(Secret refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }
}
