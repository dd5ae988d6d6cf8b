package dev.certsend.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate whatever the server does: each request has its moment, and its time counts from then even when
 * every connection was still busy. So a server that stalls can't make the load wait for it.
 */
final class LoadGenerator {
    private static final int CONNECTIONS = 48;

    private final Load load;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final long began = System.nanoTime() + 50_000_000;

    private LoadGenerator(Load load) {
        this.load = load;
        nanos = new long[load.count()];
    }

    /** Runs to the end. */
    static Latencies run(Load load) {
        LoadGenerator generator = new LoadGenerator(load);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(CONNECTIONS, load.count()); i++) {
            Thread thread = new Thread(generator::work, "load");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        return new Latencies(
                generator.nanos, generator.right.get(), generator.wrong.get(), generator.cpuNanos.get() / 1e6);
    }

    private void work() {
        try (KeptConnection connection = new KeptConnection(load.port())) {
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                ask(connection, i);
            }
        } catch (IOException e) {
            // The rest is left to the other connections; the check of the answers tells of it.
            wrong.incrementAndGet();
        }
        cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private void ask(KeptConnection connection, int i) throws IOException {
        long due = began + i * 1_000_000_000L / load.perSecond();
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        nanos[i] = System.nanoTime() - due;
        if (nanos[i] > load.patience().toNanos()) {
            return;
        }
        KeptConnection.Answer answer = connection.exchange(load.requests().apply(due));
        nanos[i] = System.nanoTime() - due;
        boolean isRight = answer.status() == load.status() && answer.body().isEmpty() != load.bodies();
        (isRight ? right : wrong).incrementAndGet();
    }
}
