package dev.certsend.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;

/** A row of {@code cert_order} as an order. */
final class OrderRow {
    static final String COLUMNS = """
            order_id, certificate_id, status, common_name, names, serial_number, valid_from, valid_till, ordered_at,
            organization, container, product_name_id, product_name, validation, duplicates, reissues""";

    private OrderRow() {}

    static Order read(ResultSet row) throws SQLException {
        long certificate = row.getLong("certificate_id");
        Long certificateId = row.wasNull() ? null : certificate;
        Timestamp orderedAt = row.getTimestamp("ordered_at");
        return new Order(
                row.getLong("order_id"),
                certificateId,
                row.getString("status"),
                row.getString("common_name"),
                List.of((String[]) row.getArray("names").getArray()),
                row.getString("serial_number"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_till", LocalDate.class),
                orderedAt == null ? null : orderedAt.toInstant(),
                row.getString("organization"),
                row.getString("container"),
                row.getString("product_name_id"),
                row.getString("product_name"),
                row.getString("validation"),
                row.getBoolean("duplicates"),
                row.getBoolean("reissues"));
    }
}
