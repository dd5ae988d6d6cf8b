package dev.certsend.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connections kept between letters, the last used first, so that those not needed grow old and go. */
final class ConnectionPool {

    /** Relays close idle connections after five minutes (RFC 5321 section 4.5.3.2.7). */
    static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

    /** From here on it is worth a round trip to ask whether the relay is still there. */
    static final Duration PROBED_AFTER = Duration.ofSeconds(10);

    private final int most;
    private final Semaphore permits;
    private final Supplier<RelayConnection> fresh;
    private final Deque<RelayConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(int most, Supplier<RelayConnection> fresh) {
        this.most = most;
        this.permits = new Semaphore(most, true);
        this.fresh = fresh;
    }

    /** Waits for the right to use one connection; {@link #leave} gives it back. */
    void enter() throws InterruptedException {
        permits.acquire();
    }

    void leave() {
        permits.release();
    }

    /** A connection that was good a moment ago or has just answered; null if none is kept. */
    @Nullable
    RelayConnection kept() {
        RelayConnection connection;
        while ((connection = takeIdle()) != null) {
            if (connection.idleNanos() < PROBED_AFTER.toNanos() || connection.answers()) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /** One that is not yet connected. */
    RelayConnection fresh() {
        return fresh.get();
    }

    void giveBack(RelayConnection connection) {
        if (!connection.isWorthKeeping() || !keep(connection)) {
            connection.close();
        }
    }

    /** Closes what nobody used for long. */
    void closeOld() {
        List<RelayConnection> old = new ArrayList<>();
        synchronized (idle) {
            idle.removeIf(connection -> connection.idleNanos() >= LONGEST_IDLE.toNanos() && old.add(connection));
        }
        old.forEach(RelayConnection::close);
    }

    /** Keeps nothing more, and waits for the letters under way. */
    void close(Duration patience) {
        List<RelayConnection> kept;
        synchronized (idle) {
            closed = true;
            kept = List.copyOf(idle);
            idle.clear();
        }
        kept.forEach(RelayConnection::close);
        try {
            if (permits.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                permits.release(most);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable RelayConnection takeIdle() {
        closeOld();
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the mailer is closed");
            }
            return idle.pollFirst();
        }
    }

    private boolean keep(RelayConnection connection) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(connection);
            }
            return !closed;
        }
    }
}
