package dev.certsend.bench;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.seal.SealSettings;
import dev.certsend.seal.Sealer;
import dev.certsend.seal.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * What the proof of the audit log costs: an append with its leaf beside the same insert without, in turns; sealing, alone and beside
 * those who append; verification. Each commit is on the disk. About five minutes: {@code mvn -q test-compile exec:java
 * -Dexec.mainClass=dev.certsend.bench.SealBench}; {@code -Dbench.entries} says how many are verified.
 */
public final class SealBench {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 3);
    private static final int CLIENTS = 8;
    private static final int AT_A_TIME = 500;

    private static final String WITHOUT = """
            INSERT INTO audit_entry (entry_id, team_id, action, outcome, actor_id, actor_name, requester_id, order_id,
                certificate_id, certificate_name, send_id, delivery_id, mode, channel_id, recipient, reason, salt)
            VALUES (nextval('audit_entry_id'), :team, :action, :outcome, :actor, :actorName, :requester, :order, :certificate, :name, :send, :delivery,
                :mode, :channel, :recipient, :reason, :salt)""";

    private final Database database;
    private final AtomicLong made = new AtomicLong();

    private SealBench(Database database) {
        this.database = database;
    }

    /** One client's transaction. */
    private interface Append {
        void to(Handle handle);
    }

    public static void main(String[] arguments) throws IOException {
        try (Surroundings around = new Surroundings(1);
                Database database = new Database(
                        DatabaseSettings.parse(
                                Objects.requireNonNull(around.environment().get("DATABASE_URL"))),
                        CLIENTS + 4)) {
            database.migrate();
            SealBench bench = new SealBench(database);
            System.out.println("commits on the disk: " + around.isDurable());
            bench.appends();
            bench.sealing();
            bench.verification();
        }
        System.exit(0);
    }

    private Entry entry() {
        long i = made.incrementAndGet();
        return Entry.of(Action.MAIL_ACCEPTED, "T0BENCH")
                .by("U0BENCH" + i % 300, "Bench " + i % 300)
                .about(1_000_000 + i % 200_000, 7_000_000 + i % 200_000, "host-" + i % 200_000 + ".example.com")
                .in(new UUID(1, i), "attachment", "U0BENCH" + i % 300)
                .to(new UUID(2, i), "person-" + i % 100_000 + "@example.net")
                .at("C0BENCH")
                .because("250 2.0.0 Ok: queued as " + Long.toHexString(i * 0x9e3779b97f4a7c15L));
    }

    private void with(Handle handle) {
        handle.useTransaction(transaction -> AuditLog.append(transaction, List.of(entry())));
    }

    private void without(Handle handle) {
        long i = made.incrementAndGet();
        handle.useTransaction(transaction -> transaction
                .createUpdate(WITHOUT)
                .bind("team", "T0BENCH")
                .bind("action", "mail.accepted")
                .bind("outcome", "done")
                .bind("actor", "U0BENCH" + i % 300)
                .bind("actorName", "Bench " + i % 300)
                .bind("requester", "U0BENCH" + i % 300)
                .bind("order", 1_000_000 + i % 200_000)
                .bind("certificate", 7_000_000 + i % 200_000)
                .bind("name", "host-" + i % 200_000 + ".example.com")
                .bind("send", new UUID(1, i))
                .bind("delivery", new UUID(2, i))
                .bind("mode", "attachment")
                .bind("channel", "C0BENCH")
                .bind("recipient", "person-" + i % 100_000 + "@example.net")
                .bind("reason", "250 2.0.0 Ok: queued as " + Long.toHexString(i * 0x9e3779b97f4a7c15L))
                .bind("salt", new byte[16])
                .execute());
    }

    private void appends() {
        rate(this::with);
        rate(this::without);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double without = rate(this::without);
            double with = rate(this::with);
            ratios.add(without / with);
            say(
                    "append, %d clients: %,.0f/s without leaf, %,.0f/s with: %.2f times",
                    CLIENTS, without, with, without / with);
        }
        say(
                "append: %.2f times as the median of %d (to reach: 1.1)",
                ratios.stream().sorted().toList().get(ROUNDS / 2), ROUNDS);
    }

    /** How many a second all clients together append. */
    private double rate(Append append) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong count = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long began = System.nanoTime();
        List<CompletableFuture<Void>> all = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> database.jdbi().useHandle(handle -> {
                            while (System.nanoTime() - began < SECONDS * 1_000_000_000L && !over.get()) {
                                append.to(handle);
                                count.incrementAndGet();
                            }
                        }),
                        clients))
                .toList();
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        clients.shutdown();
        return count.get() * 1e9 / (System.nanoTime() - began);
    }

    private Sealer sealer() {
        return new Sealer(
                database.jdbi(),
                new SealSettings("bench.example.com/audit", List.of(), null, null),
                (note, first) -> {});
    }

    private void sealing() {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM audit_unsealed WHERE leaf IS NULL"));
        fill(ENTRIES);
        long waiting = number("SELECT count(*) FROM audit_unsealed");
        Sealer sealer = sealer();
        long began = System.nanoTime();
        while (sealer.turn()) {
            // There is more.
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        say("sealing: %,d entries in %.1f s, %,.0f/s (to reach: 10,000)", waiting, seconds, waiting / seconds);
        beside(sealer);
    }

    /** Whether those who append are the slower for somebody who seals every two seconds. */
    private void beside(Sealer sealer) {
        for (int round = 0; round < ROUNDS; round++) {
            double alone = rate(this::with);
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong sealed = new AtomicLong();
            CompletableFuture<Void> sealing = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    if (!sealer.turn()) {
                        sleep();
                    }
                    sealed.incrementAndGet();
                }
            });
            double beside = rate(this::with);
            over.set(true);
            sealing.join();
            say(
                    "append beside the sealer: %,.0f/s, alone %,.0f/s: %.2f times (%d turns)",
                    beside, alone, alone / beside, sealed.get());
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(int count) {
        ExecutorService clients = Executors.newFixedThreadPool(3);
        List<CompletableFuture<Void>> all = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> database.jdbi().useHandle(handle -> {
                            for (int done = 0; done < count / 3; done += AT_A_TIME) {
                                List<Entry> entries = IntStream.range(0, AT_A_TIME)
                                        .mapToObj(each -> entry())
                                        .toList();
                                handle.useTransaction(transaction -> AuditLog.append(transaction, entries));
                            }
                        }),
                        clients))
                .toList();
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        clients.shutdown();
    }

    private void verification() {
        Sealer sealer = sealer();
        while (sealer.turn()) {
            // There is more.
        }
        // The inserts without leaves were never sealed, and are none of what is measured.
        database.jdbi().useHandle(handle -> {
            handle.execute("VACUUM ANALYZE");
        });
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            Verification.Report report =
                    new Verification(database.jdbi(), List.of(), List.of(), (seen, size) -> {}).run();
            double seconds = (System.nanoTime() - began) / 1e9;
            say(
                    "verification: %,d entries, %,d checkpoints in %.1f s, %,.0f entries/s (to reach: 500,000); findings %d",
                    report.sealed(), report.checkpoints(), seconds, report.sealed() / seconds, report.found());
        }
    }

    private long number(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
