package dev.certsend.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code cert_order}: the mirror. */
public final class OrderStore {
    private static final String KEPT = """
            certificate_id, status, common_name, names, serial_number, valid_from, valid_till, ordered_at, organization,
            container, product_name_id, product_name, validation, duplicates, reissues, searched, sendable""";
    private static final String UPSERT = """
            INSERT INTO cert_order AS known (order_id, %1$s)
            VALUES (:orderId, :certificateId, :status, :commonName, :names, :serialNumber, :validFrom, :validTill, :orderedAt,
                :organization, :container, :productNameId, :productName, :validation, :duplicates, :reissues, :searched,
                :sendable)
            ON CONFLICT (order_id) DO UPDATE SET (%1$s, synced_at, gone_at) = (%2$s, now(), NULL)
            WHERE (%3$s, known.gone_at) IS DISTINCT FROM (%2$s, NULL) AND known.synced_at < :asOf""".formatted(KEPT, of("excluded"), of("known"));

    private final Jdbi jdbi;
    private final Revocations revocations;

    /** Who is told of revoked orders, in the transaction that writes them. */
    public interface Revocations {
        /** These orders, or what is known of them, changed, and they are revoked. */
        void revoked(Handle transaction, Collection<Long> orderIds);
    }

    public OrderStore(Jdbi jdbi) {
        this(jdbi, (transaction, orderIds) -> {});
    }

    public OrderStore(Jdbi jdbi, Revocations revocations) {
        this.jdbi = jdbi;
        this.revocations = revocations;
    }

    public Optional<Order> find(long orderId) {
        return find(List.of(orderId)).stream().findFirst();
    }

    /** Those of the orders that the mirror has, in the order asked for. */
    public List<Order> find(List<Long> orderIds) {
        Map<Long, Order> found = jdbi
                .withHandle(handle -> handle.createQuery("SELECT " + OrderRow.COLUMNS
                                + " FROM cert_order WHERE order_id = ANY(:orderIds) AND gone_at IS NULL")
                        .bindArray("orderIds", Long.class, orderIds)
                        .map((row, context) -> OrderRow.read(row))
                        .list())
                .stream()
                .collect(Collectors.toMap(Order::orderId, Function.identity()));
        return orderIds.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /** The database's time. */
    public Instant now() {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT now()").mapTo(Instant.class).one());
    }

    /**
     * Writes what is new or has changed, and tells which of that is revoked; of an order given twice, the last one stays.
     *
     * @param asOf the database's time before the orders were asked for: what was written since is newer and stays
     * @return how many rows were written
     */
    public int write(Handle handle, Collection<Order> orders, Instant asOf) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<Long, Order> once =
                orders.stream().collect(Collectors.toMap(Order::orderId, Function.identity(), (first, last) -> last));
        if (once.isEmpty()) {
            return 0;
        }
        int written = 0;
        List<Long> revoked = new ArrayList<>();
        try (PreparedBatch batch = handle.prepareBatch(UPSERT)) {
            List<Order> all = List.copyOf(once.values());
            for (Order order : all) {
                batch.bindMethods(order)
                        .bindArray("names", String.class, order.names())
                        .bind("searched", SearchedText.of(order))
                        .bind("sendable", order.sendable(today))
                        .bind("asOf", asOf)
                        .add();
            }
            int[] rows = batch.execute();
            for (int i = 0; i < rows.length; i++) {
                written += rows[i];
                if (rows[i] > 0 && all.get(i).status().equals(Order.REVOKED)) {
                    revoked.add(all.get(i).orderId());
                }
            }
        }
        if (!revoked.isEmpty()) {
            revocations.revoked(handle, revoked);
        }
        return written;
    }

    /**
     * Marks orders that CertCentral has no more: those numbered from the one to the other that are not among those there,
     * unless they were written since.
     *
     * @return how many
     */
    public int markGone(Handle handle, long from, long to, Collection<Long> there, Instant since) {
        return handle.createUpdate("""
                        UPDATE cert_order SET gone_at = now(), sendable = false
                        WHERE order_id BETWEEN :from AND :to AND order_id <> ALL(:there) AND gone_at IS NULL
                            AND synced_at < :since""")
                .bind("from", from)
                .bind("to", to)
                .bindArray("there", Long.class, there)
                .bind("since", since)
                .execute();
    }

    /** How many orders that are not gone have a higher number. */
    public long countBehind(Handle handle, long orderId) {
        return handle.createQuery("SELECT count(*) FROM cert_order WHERE order_id > :orderId AND gone_at IS NULL")
                .bind("orderId", orderId)
                .mapTo(Long.class)
                .one();
    }

    /** Takes back what expired since it was written. Returns how many orders. */
    public int expire(Handle handle) {
        return handle.execute("""
                UPDATE cert_order SET sendable = false, status = CASE WHEN status = 'issued' THEN 'expired' ELSE status END
                WHERE sendable AND gone_at IS NULL AND by_expires < (now() AT TIME ZONE 'UTC')::date""");
    }

    private static String of(String row) {
        return KEPT.lines()
                .flatMap(line -> List.of(line.split(", ?")).stream())
                .map(column -> row + "." + column.strip())
                .collect(Collectors.joining(", "));
    }
}
