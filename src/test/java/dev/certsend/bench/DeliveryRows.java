package dev.certsend.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one send as the program itself wrote them, to be written again for as many sends as wanted: the same but for
 * ids, view, recipients, order and channel.
 */
final class DeliveryRows {
    static final int ORDERS = 300;
    static final long FIRST_ORDER = 2_100_000_000;

    private static final long FIRST_CERTIFICATE = 3_100_000_000L;
    private static final List<String> TABLES =
            List.of("send", "delivery", "confirmation", "audit_entry", "scheduled_tasks");

    private final int recipients;
    private final Map<String, String> differing;
    private final List<Row> rows;

    /** The values as text, by column; null is a null. */
    private record Row(String table, Map<String, @Nullable String> values, Map<String, String> types) {}

    private DeliveryRows(int recipients, Map<String, String> differing, List<Row> rows) {
        this.recipients = recipients;
        this.differing = differing;
        this.rows = rows;
    }

    /** Reads what there is now about the send. */
    static DeliveryRows of(Surroundings around, String sendId) {
        try (Connection connection = DriverManager.getConnection(around.jdbcUrl(), "postgres", "")) {
            Map<String, String> differing = new LinkedHashMap<>();
            List<String> ids = new ArrayList<>(List.of(sendId));
            differing.put(sendId, id("send"));
            List<List<String>> deliveries = rows(
                    connection,
                    "SELECT delivery_id, recipient FROM delivery WHERE send_id = '" + sendId + "' ORDER BY position");
            for (int i = 0; i < deliveries.size(); i++) {
                ids.add(deliveries.get(i).get(0));
                differing.put(deliveries.get(i).get(0), id("delivery " + i));
                differing.put(deliveries.get(i).get(1), "'%1$s-' || i || '-" + i + "@example.net'");
            }
            String view = rows(connection, "SELECT view_id FROM send WHERE send_id = '" + sendId + "'")
                    .get(0)
                    .get(0);
            differing.put(view, "'V%1$s-' || i");
            differing.put(Long.toString(FIRST_ORDER), "(" + FIRST_ORDER + " + i %% " + ORDERS + ")::text");
            differing.put(Long.toString(FIRST_CERTIFICATE), "(" + FIRST_CERTIFICATE + " + i %% " + ORDERS + ")::text");
            differing.put("host-0.example.com", "'host-' || i %% " + ORDERS + " || '.example.com'");
            differing.put(SlackForms.CHANNEL, "'C0BENCH' || lpad((1 + i %% %2$d)::text, 4, '0')");
            List<Row> found = new ArrayList<>();
            for (String table : TABLES) {
                found.addAll(rowsAbout(connection, table, ids));
            }
            return new DeliveryRows(deliveries.size(), differing, found);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of the send can't be read", e);
        }
    }

    int recipients() {
        return recipients;
    }

    /** The name that {@link #insert} gave to the send of this number, as SQL. */
    static String sendId(String run) {
        return "(" + id("send").formatted(run) + ")::uuid";
    }

    /**
     * What inserts them.
     *
     * @param run makes the ids differ from those of other runs
     * @param channels over how many the sends are spread
     */
    List<String> insert(String run, int sends, int channels) {
        return rows.stream().map(row -> insert(row, run, sends, channels)).toList();
    }

    private String insert(Row row, String run, int sends, int channels) {
        List<String> values = new ArrayList<>();
        row.values.forEach(
                (column, value) -> values.add("(" + value(value, run, channels) + ")::" + row.types.get(column)));
        return "INSERT INTO " + row.table + " (" + String.join(", ", row.values.keySet()) + ") SELECT "
                + String.join(", ", values) + " FROM generate_series(0, " + (sends - 1) + ") i";
    }

    private String value(@Nullable String value, String run, int channels) {
        if (value == null) {
            return "NULL";
        }
        String made = "'" + value.replace("'", "''") + "'";
        for (Map.Entry<String, String> each : differing.entrySet()) {
            if (value.contains(each.getKey())) {
                String other = each.getValue().formatted(run, channels);
                made = value.equals(each.getKey())
                        ? other
                        : "replace(" + made + ", '" + each.getKey() + "', " + other + ")";
            }
        }
        return made;
    }

    private static String id(String of) {
        return "md5('" + of + " %1$s ' || i)::uuid::text";
    }

    private static List<Row> rowsAbout(Connection connection, String table, List<String> ids) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (List<String> column : rows(connection, """
                SELECT quote_ident(attname), format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
                    AND attidentity = '' AND attgenerated = '' ORDER BY attnum""".formatted(table))) {
            types.put(column.get(0), column.get(1));
        }
        List<Row> found = new ArrayList<>();
        for (List<String> row : rows(
                connection,
                "SELECT " + String.join("::text, ", types.keySet()) + "::text FROM " + table + " t WHERE t::text ~ '"
                        + String.join("|", ids) + "'")) {
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            List<String> columns = List.copyOf(types.keySet());
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), row.get(i));
            }
            found.add(new Row(table, values, types));
        }
        return found;
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
            return found;
        }
    }
}
