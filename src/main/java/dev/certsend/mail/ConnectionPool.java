package dev.certsend.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections kept between letters, the last used first, so that those not needed grow old and go. There are two kinds, with SMTPUTF8
 * and without; the limit is for both together.
 */
final class ConnectionPool {

    /** Relays close idle connections after five minutes (RFC 5321 section 4.5.3.2.7). */
    static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

    /** From here on it is worth a round trip to ask whether the relay is still there. */
    static final Duration PROBED_AFTER = Duration.ofSeconds(10);

    private final int most;
    private final Semaphore permits;
    private final Factory fresh;
    private final Deque<RelayConnection> idle = new ArrayDeque<>();
    private int inUse;
    private boolean closed;

    /** Makes connections that are not yet connected. */
    interface Factory {
        RelayConnection connection(boolean utf8);
    }

    ConnectionPool(int most, Factory fresh) {
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

    /** A connection of the kind that was good a moment ago or has just answered; null if none is kept. */
    @Nullable
    RelayConnection kept(boolean utf8) {
        RelayConnection connection;
        while ((connection = takeIdle(utf8)) != null) {
            if (connection.idleNanos() < PROBED_AFTER.toNanos() || connection.answers()) {
                return connection;
            }
            synchronized (idle) {
                inUse--;
            }
            connection.close();
        }
        return null;
    }

    /** One that is not yet connected; where that would be one too many, one of the other kind is let go. */
    RelayConnection fresh(boolean utf8) {
        List<RelayConnection> tooMany = new ArrayList<>();
        synchronized (idle) {
            inUse++;
            while (!idle.isEmpty() && idle.size() + inUse > most) {
                tooMany.add(idle.removeLast());
            }
        }
        tooMany.forEach(RelayConnection::close);
        return fresh.connection(utf8);
    }

    void giveBack(RelayConnection connection) {
        if (!keep(connection)) {
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

    private @Nullable RelayConnection takeIdle(boolean utf8) {
        closeOld();
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the mailer is closed");
            }
            for (RelayConnection connection : idle) {
                if (connection.isUtf8() == utf8) {
                    idle.remove(connection);
                    inUse++;
                    return connection;
                }
            }
            return null;
        }
    }

    private boolean keep(RelayConnection connection) {
        boolean good = connection.isWorthKeeping();
        synchronized (idle) {
            inUse--;
            if (good && !closed) {
                idle.addFirst(connection);
            }
            return good && !closed;
        }
    }
}
