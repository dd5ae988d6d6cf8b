package dev.certsend.delivery;

import dev.certsend.queue.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way, with its senders: takes what is due and hands it to them. It takes more ahead the faster it goes, so that a slow mail
 * server keeps no letter from another worker that could send it.
 */
final class Lane {
    /** How often it looks when nobody nudges it: how late at most another process's send is seen. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_AHEAD = 64;
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final Via via;
    private final int senders;
    private final Jdbi jdbi;
    private final UUID workerId;
    private final Hands hands;
    private final SendRate rate;
    private final Relays relays;
    private final DeliverLetter deliver;
    private final Ledger ledger;
    private final BlockingQueue<Attempt> taken = new LinkedBlockingQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicLong finished = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final Watch watch;
    private volatile boolean closing;
    private volatile int ahead;
    private long reckonedAt = System.nanoTime();

    /** @param rate at which it may take, without limit where there is none */
    Lane(
            Via via,
            int senders,
            Jdbi jdbi,
            UUID workerId,
            Hands hands,
            SendRate rate,
            Relays relays,
            DeliverLetter deliver,
            Ledger ledger) {
        this.via = via;
        this.senders = senders;
        this.jdbi = jdbi;
        this.workerId = workerId;
        this.hands = hands;
        this.rate = rate;
        this.relays = relays;
        this.deliver = deliver;
        this.ledger = ledger;
        this.watch = new Watch("take-" + via.value(), 1, POLL, this::take);
        for (int i = 1; i <= senders; i++) {
            Thread thread = new Thread(this::send, "send-" + via.value() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
        watch.start();
    }

    void nudge() {
        watch.nudge();
    }

    /** Whether it took all that it could have, so that there may be more. */
    private boolean take() {
        reckon();
        int idle = senders - busy.get() - taken.size();
        int most = rate.isLimited() ? idle : idle + ahead;
        if (most < 1 || taken.size() > ahead / 2) {
            return false;
        }
        List<Attempt> attempts = hands.take(() -> jdbi.inTransaction(transaction -> claim(transaction, most)));
        if (!attempts.isEmpty()) {
            prepare(attempts);
            taken.addAll(attempts);
        }
        return attempts.size() == most;
    }

    /** As much ahead as is sent within a tenth of a second. */
    private void reckon() {
        long span = System.nanoTime() - reckonedAt;
        if (span >= WINDOW.toNanos()) {
            ahead = (int) Math.min(MOST_AHEAD, finished.getAndSet(0) * WINDOW.toNanos() / span / 2);
            reckonedAt = System.nanoTime();
        }
    }

    private List<Attempt> claim(Handle transaction, int most) {
        int open = relays.allowed(transaction, via, most);
        int allowed = open == 0 ? 0 : rate.free(transaction, via, open);
        List<Attempt> attempts = allowed == 0 ? List.of() : Claims.take(transaction, via, workerId, allowed);
        rate.count(transaction, via, attempts.size());
        return attempts;
    }

    /** What can't be looked up for all at once, each looks up for itself. */
    private void prepare(List<Attempt> attempts) {
        try {
            deliver.prepare(attempts);
        } catch (RuntimeException e) {
            LOG.debug("the orders of {} deliveries were not found together", attempts.size(), e);
        }
    }

    private void send() {
        while (!closing) {
            try {
                Attempt attempt = taken.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (attempt == null) {
                    continue;
                }
                busy.incrementAndGet();
                try {
                    deliver.run(attempt)
                            .ifPresentOrElse(ending -> ledger.ended(attempt, ending), () -> hands.done(attempt));
                } catch (RuntimeException | Error e) {
                    LOG.error(
                            "delivery {} was left by a fault of ours",
                            attempt.delivery().deliveryId(),
                            e);
                    hands.done(attempt);
                } finally {
                    busy.decrementAndGet();
                    finished.incrementAndGet();
                    if (taken.size() <= ahead / 2) {
                        watch.nudge();
                    }
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Takes no more, gives back what it has not begun, and waits so long for the letters under way; whether all have ended. */
    boolean close(Duration patience) {
        watch.close();
        closing = true;
        List<Attempt> back = new ArrayList<>();
        taken.drainTo(back);
        back.forEach(attempt -> ledger.ended(attempt, Ending.untried(attempt)));
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
