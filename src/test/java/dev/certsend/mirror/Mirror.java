package dev.certsend.mirror;

import dev.certsend.certcentral.CallLimit;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralSettings;
import dev.certsend.database.Database;
import dev.certsend.orders.OrderStore;
import dev.certsend.playground.LocalPostgres;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.RecordedCall;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;

/** A mirror in a database of its own, and syncs that keep a list of their pauses instead of waiting. */
final class Mirror implements AutoCloseable {
    private final LocalPostgres postgres;
    private final Database database;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private Mirror(LocalPostgres postgres) {
        this.postgres = postgres;
        database = postgres.connect(10);
    }

    static Mirror start() {
        return new Mirror(LocalPostgres.migrated());
    }

    /** As after the first migration. */
    void empty() {
        pauses.clear();
        change("TRUNCATE cert_order CASCADE");
        change("TRUNCATE scheduled_tasks");
        change("DELETE FROM mirror");
        change("INSERT INTO mirror DEFAULT VALUES");
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    OrderStore orders() {
        return new OrderStore(jdbi());
    }

    static CertCentralClient client(LocalCertCentral authority) {
        CertCentralSettings settings = new CertCentralSettings(
                URI.create(authority.url()), new Secret(LocalCertCentral.KEY), Duration.ofSeconds(10));
        return new CertCentralClient(settings, CallLimit.NONE);
    }

    MirrorSync sync(LocalCertCentral authority) {
        return sync(authority, SyncWatch.NOBODY);
    }

    MirrorSync sync(LocalCertCentral authority, SyncWatch watch) {
        return new MirrorSync(jdbi(), client(authority), orders(), watch, pauses::add);
    }

    long number(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    List<Long> numbers(String sql) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(sql).mapTo(Long.class).list());
    }

    int change(String sql) {
        return jdbi().withHandle(handle -> handle.execute(sql));
    }

    /** What is there: the number and the status of each order. */
    List<String> present() {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT order_id || ' ' || status FROM cert_order WHERE gone_at IS NULL ORDER BY order_id")
                .mapTo(String.class)
                .list());
    }

    /** What CertCentral has, told likewise. */
    static List<String> truth(LocalCertCentral authority) {
        return numbersOf(authority).stream()
                .map(authority::order)
                .map(order -> order.id() + " " + (expired(order) ? "expired" : order.status()))
                .toList();
    }

    /** CertCentral calls these issued. */
    private static boolean expired(LocalOrder order) {
        return order.status().equals("issued")
                && order.certificate().validity().till().isBefore(LocalDate.now(ZoneOffset.UTC));
    }

    /** CertCentral's order numbers, ascending. */
    static List<Long> numbersOf(LocalCertCentral authority) {
        return authority.orders().stream().map(LocalOrder::id).sorted().toList();
    }

    /** Paths of the calls since so many. */
    static List<String> calls(LocalCertCentral authority, int since) {
        return authority.calls().stream().skip(since).map(RecordedCall::path).toList();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
