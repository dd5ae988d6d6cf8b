package dev.certsend.delivery;

import dev.certsend.database.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what this process's senders do, all that comes while one transaction is being committed in the next one. A
 * sender waits for the commit before its final dot and goes on without waiting for the commit of an outcome; since all are
 * written in the order they come, a connection never has two letters under way whose outcome is not committed.
 */
final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int MOST_AT_ONCE = 200;

    /** A process that was stopped for so long between the commit and the dot has to take it that its lease is over. */
    private static final Duration SWIFT = Lease.LENGTH.dividedBy(2);

    /** The database's own limits end a commit before. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(90);

    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 2_000;

    private final Jdbi jdbi;
    private final Books books;
    private final Hands hands;
    private final Runnable written;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "ledger");
    private volatile boolean closing;
    private long pause = FIRST_PAUSE;

    /** @param written told after each commit with outcomes */
    Ledger(Jdbi jdbi, Books books, Hands hands, Runnable written) {
        this.jdbi = jdbi;
        this.books = books;
        this.hands = hands;
        this.written = written;
        writer.setDaemon(true);
    }

    /** Something to write: a dot that somebody waits for, or an ending that nobody does. */
    private record Line(
            Attempt attempt,
            @Nullable Ending ending,
            @Nullable CompletableFuture<Books.Dots> asked) {
        Books.Settlement settlement() {
            return new Books.Settlement(attempt, Objects.requireNonNull(ending), false);
        }

        void fail(Throwable fault) {
            if (asked != null) {
                asked.completeExceptionally(fault);
            }
        }
    }

    void start() {
        writer.start();
    }

    /**
     * The final dot is about to be sent, or CertCentral to be called: returns once that is committed together with the letter.
     *
     * @throws LeaseLost it is another's by now, and must not leave
     * @throws LinkRevoked its link was revoked, and it must not leave
     * @throws RuntimeException it could not be written, and must not leave
     */
    void beforeDot(Attempt attempt) {
        long began = System.nanoTime();
        CompletableFuture<Books.Dots> asked = new CompletableFuture<>();
        if (closing) {
            throw new RejectedExecutionException("stopping");
        }
        lines.add(new Line(attempt, null, asked));
        Books.Dots dots;
        try {
            dots = asked.get(LONGEST_COMMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new RejectedExecutionException("its dot was not written down in time", e);
        }
        UUID deliveryId = attempt.delivery().deliveryId();
        if (dots.revoked().contains(deliveryId)) {
            throw new LinkRevoked();
        }
        if (!dots.mayLeave().contains(deliveryId)) {
            throw new LeaseLost();
        }
        if (System.nanoTime() - began > SWIFT.toNanos()) {
            throw new RejectedExecutionException("so slow that another may have taken it over");
        }
        attempt.markLeaving();
    }

    /** An attempt has ended. What was answered is in our hands: it is written as soon as the database takes it. */
    void ended(Attempt attempt, Ending ending) {
        lines.add(new Line(attempt, ending, null));
    }

    private void write() {
        List<Line> batch = new ArrayList<>();
        while (!closing || !lines.isEmpty() || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    Line first = lines.poll(200, TimeUnit.MILLISECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                }
                lines.drainTo(batch, MOST_AT_ONCE - batch.size());
                write(batch);
            } catch (InterruptedException e) {
                break;
            }
        }
        batch.addAll(lines);
        batch.forEach(line -> line.fail(new RejectedExecutionException("stopping")));
    }

    /** Leaves in the batch what is still to be written. */
    private void write(List<Line> batch) throws InterruptedException {
        try {
            commit(batch);
            batch.clear();
            pause = FIRST_PAUSE;
        } catch (RuntimeException | Error e) {
            if (Faults.isDeadlock(e)) {
                return; // All of it once more.
            }
            if (batch.size() > 1 && Faults.nothingWasWritten(e)) {
                LOG.warn("{} changes of deliveries were not written together, so each is by itself", batch.size(), e);
                apart(batch);
            } else {
                LOG.warn("{} changes of deliveries are not written yet", batch.size(), e);
                keepEndings(batch, e);
            }
        }
        if (!batch.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private void commit(List<Line> together) {
        List<Books.Settlement> endings = new ArrayList<>();
        List<Attempt> dots = new ArrayList<>();
        for (Line line : together) {
            if (line.ending() == null) {
                dots.add(line.attempt());
            } else {
                endings.add(line.settlement());
            }
        }
        Books.Dots answer = jdbi.inTransaction(transaction -> books.write(transaction, endings, dots));
        for (Line line : together) {
            if (line.asked() != null) {
                line.asked().complete(answer);
            }
        }
        if (!endings.isEmpty()) {
            endings.forEach(each -> hands.done(each.attempt()));
            written.run();
        }
    }

    /** One that can't be written must not keep the others; it is tried again itself. */
    private void apart(List<Line> batch) {
        List<Line> left = new ArrayList<>();
        for (Line line : batch) {
            try {
                commit(List.of(line));
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "a change of delivery {} is not written",
                        line.attempt().delivery().deliveryId(),
                        e);
                line.fail(e);
                left.add(line);
            }
        }
        batch.clear();
        batch.addAll(left);
        keepEndings(batch, new IllegalStateException("not written"));
    }

    /** Nobody's dot waits for a database that doesn't answer. */
    private static void keepEndings(List<Line> batch, Throwable fault) {
        batch.forEach(line -> line.fail(fault));
        batch.removeIf(line -> line.asked() != null);
    }

    /** Writes what is left, for four seconds at most; what isn't written by then others find as this process left it. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(4_000);
            writer.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
