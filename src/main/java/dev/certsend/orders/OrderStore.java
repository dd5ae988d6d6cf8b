package dev.certsend.orders;

import com.ibm.icu.text.IDNA;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Table {@code cert_order}: the mirror. */
public final class OrderStore {
    private static final IDNA UNICODE = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final String COLUMNS = """
            order_id, certificate_id, status, common_name, names, serial_number, valid_from, valid_till, ordered_at,
            organization, container, product_name_id, product_name, validation""";

    private final Jdbi jdbi;

    public OrderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Order> find(long orderId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM cert_order WHERE order_id = :orderId AND gone_at IS NULL")
                .bind("orderId", orderId)
                .map((row, context) -> order(row))
                .findOne());
    }

    /**
     * Orders in which every word occurs, in the order number, a name, the organization or the serial number; those whose
     * certificate can be sent come first, then the newest.
     */
    public List<Order> search(List<String> words, int most) {
        StringBuilder conditions = new StringBuilder("gone_at IS NULL");
        for (int i = 0; i < words.size(); i++) {
            conditions.append(" AND searched LIKE :word").append(i);
        }
        String sql = """
                SELECT %s FROM cert_order WHERE %s
                ORDER BY (status IN ('issued', 'reissue_pending') AND certificate_id IS NOT NULL
                    AND valid_till >= current_date) IS TRUE DESC, valid_from DESC NULLS LAST, order_id DESC
                LIMIT :most""".formatted(COLUMNS, conditions);
        return jdbi.withHandle(handle -> {
            try (Query query = handle.createQuery(sql).bind("most", most)) {
                for (int i = 0; i < words.size(); i++) {
                    query.bind("word" + i, "%" + literally(words.get(i)) + "%");
                }
                return query.map((row, context) -> order(row)).list();
            }
        });
    }

    Instant now() {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT now()").mapTo(Instant.class).one());
    }

    void upsert(Collection<Order> orders) {
        jdbi.useTransaction(transaction -> {
            PreparedBatch batch = transaction.prepareBatch("""
                    INSERT INTO cert_order (order_id, certificate_id, status, common_name, names, serial_number, valid_from,
                        valid_till, ordered_at, organization, container, product_name_id, product_name, validation, searched)
                    VALUES (:orderId, :certificateId, :status, :commonName, :names, :serialNumber, :validFrom, :validTill,
                        :orderedAt, :organization, :container, :productNameId, :productName, :validation, :searched)
                    ON CONFLICT (order_id) DO UPDATE SET certificate_id = excluded.certificate_id, status = excluded.status,
                        common_name = excluded.common_name, names = excluded.names, serial_number = excluded.serial_number,
                        valid_from = excluded.valid_from, valid_till = excluded.valid_till, ordered_at = excluded.ordered_at,
                        organization = excluded.organization, container = excluded.container,
                        product_name_id = excluded.product_name_id, product_name = excluded.product_name,
                        validation = excluded.validation, searched = excluded.searched, synced_at = now(), gone_at = NULL""");
            for (Order order : orders) {
                batch.bindMethods(order)
                        .bindArray("names", String.class, order.names())
                        .bind("searched", searched(order))
                        .add();
            }
            batch.execute();
        });
    }

    /** Marks what no page has held since; returns how many. */
    int markGone(Instant since) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "UPDATE cert_order SET gone_at = now() WHERE synced_at < :since AND gone_at IS NULL")
                .bind("since", since)
                .execute());
    }

    private static String searched(Order order) {
        Set<String> parts = new LinkedHashSet<>();
        parts.add(Long.toString(order.orderId()));
        parts.add(order.commonName());
        parts.addAll(order.names());
        List.copyOf(parts).forEach(name -> parts.add(unicode(name)));
        parts.add(order.organization() == null ? "" : order.organization());
        parts.add(order.serialNumber() == null ? "" : order.serialNumber());
        return String.join(" ", parts).toLowerCase(Locale.ROOT);
    }

    private static String unicode(String name) {
        return UNICODE.nameToUnicode(name, new StringBuilder(), new IDNA.Info()).toString();
    }

    private static String literally(String word) {
        return word.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    private static Order order(ResultSet row) throws SQLException {
        long certificate = row.getLong("certificate_id");
        Long certificateId = row.wasNull() ? null : certificate;
        return new Order(
                row.getLong("order_id"),
                certificateId,
                row.getString("status"),
                row.getString("common_name"),
                List.of((String[]) row.getArray("names").getArray()),
                row.getString("serial_number"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_till", LocalDate.class),
                row.getTimestamp("ordered_at") == null
                        ? null
                        : row.getTimestamp("ordered_at").toInstant(),
                row.getString("organization"),
                row.getString("container"),
                row.getString("product_name_id"),
                row.getString("product_name"),
                row.getString("validation"));
    }
}
