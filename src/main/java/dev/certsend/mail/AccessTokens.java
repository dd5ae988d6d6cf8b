package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The access token of the moment, fetched when it is needed and kept as long as it is good. */
final class AccessTokens {

    private final TokenSource source;
    private final LongSupplier nanoTime;
    private @Nullable Secret token;
    private long goodUntil;

    AccessTokens(TokenSource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Fetches one if need be; whoever asks meanwhile waits for the same. */
    synchronized Secret current() throws TokenFault {
        Secret kept = token;
        if (kept != null && goodUntil - nanoTime.getAsLong() > 0) {
            return kept;
        }
        TokenSource.Token fetched = source.fetch();
        token = fetched.value();
        goodUntil = nanoTime.getAsLong() + fetched.lifetime().toNanos();
        return fetched.value();
    }

    /** The relay refused it; another may have been fetched since. */
    synchronized void forget(Secret refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }
}
