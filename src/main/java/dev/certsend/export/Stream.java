package dev.certsend.export;

import dev.certsend.queue.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the sealed log to a target, in the order of positions, each entry at least once: how far it is, is in the database, and
 * moves on behind what was taken. One process of the cluster streams at a time. It has a thread of its own; nobody waits for it.
 */
public final class Stream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final SealedLog log;
    private final Format format;
    private final String key;
    private final Sink sink;
    private final Outage outage;
    private final Watch watch;
    private volatile boolean closing;

    public Stream(Jdbi jdbi, StreamSettings settings) {
        this(jdbi, settings, Sink.of(settings), System::nanoTime);
    }

    Stream(Jdbi jdbi, StreamSettings settings, Sink sink, LongSupplier nanoTime) {
        this.jdbi = jdbi;
        this.sink = sink;
        log = new SealedLog(jdbi);
        format = settings.format();
        key = settings.target().key();
        outage = new Outage(nanoTime);
        watch = new Watch("audit-stream", 1, EVERY, this::turn);
    }

    public void start() {
        watch.start();
    }

    /** Something was sealed. */
    public void nudge() {
        watch.nudge();
    }

    /** Sends the next page, if nobody else is at it and the target is not to be left alone; whether there may be more. */
    boolean turn() {
        if (outage.isToBeWaitedFor()) {
            return false;
        }
        try (StreamLease lease = StreamLease.take(jdbi)) {
            return lease != null && page(lease.connection());
        }
    }

    private boolean page(Handle connection) {
        long from = position(connection);
        SealedLog.Page page = log.page(from, Long.MAX_VALUE);
        if (page.next() == from) {
            return false;
        }
        long at = from;
        for (Batch batch : Batch.of(page, format)) {
            if (!taken(batch) || !advance(connection, at, batch.next())) {
                return false;
            }
            at = batch.next();
        }
        return true;
    }

    private boolean taken(Batch batch) {
        try {
            if (!batch.lines().isEmpty()) {
                sink.take(batch);
            }
        } catch (IOException e) {
            if (!closing && outage.fault(e instanceof NotTaken answer ? answer.waiting() : null)) {
                LOG.warn("the audit log can't be streamed to {} and waits; it is tried again: {}", key, e.toString());
            }
            return false;
        }
        if (outage.end()) {
            LOG.info("the audit log is streamed to {} again", key);
        }
        return true;
    }

    private long position(Handle connection) {
        connection
                .createUpdate("INSERT INTO audit_stream (target, position) VALUES (:target, 0) ON CONFLICT DO NOTHING")
                .bind("target", key)
                .execute();
        return connection
                .createQuery("SELECT position FROM audit_stream WHERE target = :target")
                .bind("target", key)
                .mapTo(Long.class)
                .one();
    }

    /** By the connection that has the lease: when it is lost, the position stays, and what was sent is repeated. */
    private boolean advance(Handle connection, long from, long to) {
        return connection
                        .createUpdate(
                                "UPDATE audit_stream SET position = :to WHERE target = :target AND position = :from")
                        .bind("target", key)
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                == 1;
    }

    /** How many sealed entries have not gone out; the positions of retired ones count too. */
    public long behind() {
        long done = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(max(position), 0) FROM audit_stream WHERE target = :target")
                .bind("target", key)
                .mapTo(Long.class)
                .one());
        return Math.max(0, log.size() - done);
    }

    /** Begins nothing more, and breaks off what takes longer than a moment: it is repeated after the next start. */
    @Override
    public void close() {
        closing = true;
        watch.close(Duration.ofSeconds(2));
        sink.close();
    }

    /** Faults in a row: what to wait for, and what to say. */
    private static final class Outage {
        private static final Duration FIRST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofSeconds(60);
        private static final Duration LONGEST_ASKED = Duration.ofHours(1);

        private final LongSupplier nanoTime;
        private int faults;
        private long notBefore;

        Outage(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            notBefore = nanoTime.getAsLong();
        }

        boolean isToBeWaitedFor() {
            return faults > 0 && nanoTime.getAsLong() - notBefore < 0;
        }

        /** Whether it is the first. */
        boolean fault(@Nullable Duration asked) {
            Duration pause = FIRST.multipliedBy(1L << Math.min(faults, 10));
            pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            if (asked != null && !asked.isNegative()) {
                pause = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
            }
            notBefore = nanoTime.getAsLong() + pause.toNanos();
            faults++;
            return faults == 1;
        }

        /** Whether there was one. */
        boolean end() {
            boolean was = faults > 0;
            faults = 0;
            return was;
        }
    }
}
