package dev.certsend.orders;

import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.OrderCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code order_copy}: duplicates and earlier certificates of orders, as far as somebody has looked at them. */
public final class Copies {
    private static final String SELECT = """
            SELECT order_id, certificate_id, kind, status, common_name, names, serial_number, valid_from, valid_till
            FROM order_copy""";

    private final Jdbi jdbi;
    private final CertCentralClient certCentral;

    public Copies(Jdbi jdbi, CertCentralClient certCentral) {
        this.jdbi = jdbi;
        this.certCentral = certCentral;
    }

    /** What is known of a certificate that is a copy of this order. */
    public Optional<Copy> find(long orderId, long certificateId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + " WHERE certificate_id = :certificateId AND order_id = :orderId")
                        .bind("certificateId", certificateId)
                        .bind("orderId", orderId)
                        .map((row, context) -> copy(row))
                        .findOne());
    }

    /** Those of the order's copies that can be sent today, as far as they are known, newest first. */
    public List<Copy> sendable(Order order) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Copy> known = jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " WHERE order_id = :orderId ORDER BY valid_from DESC, certificate_id DESC")
                .bind("orderId", order.orderId())
                .map((row, context) -> copy(row))
                .list());
        return known.stream()
                .filter(copy -> copy.sendable(today))
                .filter(copy -> !Long.valueOf(copy.certificateId()).equals(order.certificateId()))
                .toList();
    }

    /**
     * Asks CertCentral for the copies of an order that has some, and remembers them.
     *
     * @throws dev.certsend.certcentral.CertCentralFault CertCentral did not tell
     */
    public void learn(Order order) {
        List<Copy> copies = new ArrayList<>();
        if (order.duplicates()) {
            certCentral.duplicates(order.orderId()).forEach(read -> copies.add(copy(order, Copy.Kind.DUPLICATE, read)));
        }
        if (order.reissues()) {
            certCentral.reissues(order.orderId()).forEach(read -> copies.add(copy(order, Copy.Kind.REISSUE, read)));
        }
        jdbi.useTransaction(transaction -> {
            // In one order, so that two who look at once don't wait for each other.
            transaction.execute("SELECT 1 FROM cert_order WHERE order_id = ? FOR UPDATE", order.orderId());
            transaction.execute("DELETE FROM order_copy WHERE order_id = ?", order.orderId());
            try (PreparedBatch batch = transaction.prepareBatch("""
                    INSERT INTO order_copy (order_id, certificate_id, kind, status, common_name, names, serial_number,
                        valid_from, valid_till)
                    VALUES (:orderId, :certificateId, :kindCode, :status, :commonName, :names, :serialNumber, :validFrom,
                        :validTill)
                    ON CONFLICT DO NOTHING""")) {
                copies.forEach(copy -> batch.bindMethods(copy)
                        .bind("kindCode", copy.kind().code())
                        .bindArray("names", String.class, copy.names())
                        .add());
                if (!copies.isEmpty()) {
                    batch.execute();
                }
            }
        });
    }

    private static Copy copy(Order order, Copy.Kind kind, OrderCopy read) {
        return new Copy(
                order.orderId(),
                read.certificateId(),
                kind,
                read.status(),
                read.commonName() == null ? order.commonName() : read.commonName(),
                read.dnsNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList(),
                read.serialNumber(),
                read.validFrom(),
                read.validTill());
    }

    private static Copy copy(ResultSet row) throws SQLException {
        return new Copy(
                row.getLong("order_id"),
                row.getLong("certificate_id"),
                Copy.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("status"),
                row.getString("common_name"),
                List.of((String[]) row.getArray("names").getArray()),
                row.getString("serial_number"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_till", LocalDate.class));
    }
}
