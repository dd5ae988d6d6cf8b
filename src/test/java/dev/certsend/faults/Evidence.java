package dev.certsend.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the database and the sink say about the deliveries of one run, once it is over. */
record Evidence(List<Story> stories) {

    /** One line of the audit log. */
    record Line(String action, Instant at) {}

    /** One delivery from both sides. {@code lines} are in the audit log's order, {@code arrivals} in the sink's. */
    record Story(UUID id, String state, int attempt, int uncertain, List<Line> lines, List<Arrival> arrivals) {

        long accepted() {
            return arrivals.stream().filter(Arrival::accepted).count();
        }

        long lines(String action) {
            return lines.stream().filter(line -> line.action().equals(action)).count();
        }

        /** How many such lines stood in the log by then. */
        long linesBy(String action, Instant moment) {
            return lines.stream()
                    .filter(line -> line.action().equals(action) && !line.at().isAfter(moment))
                    .count();
        }
    }

    static Evidence of(Tables tables, Letters letters, List<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Map<UUID, List<Line>> lines = new HashMap<>();
        List<Story> stories = new ArrayList<>();
        tables.jdbi().useHandle(handle -> {
            handle.createQuery("""
                            SELECT delivery_id, action, at FROM audit_entry WHERE delivery_id = ANY(:ids)
                            ORDER BY entry_id""")
                    .bind("ids", wanted)
                    .map((row, context) -> {
                        Line line = new Line(
                                row.getString("action"), row.getTimestamp("at").toInstant());
                        return lines.computeIfAbsent(row.getObject("delivery_id", UUID.class), id -> new ArrayList<>())
                                .add(line);
                    })
                    .list();
            stories.addAll(handle.createQuery(
                            "SELECT delivery_id, state, attempt, uncertain FROM delivery WHERE delivery_id = ANY(:ids)")
                    .bind("ids", wanted)
                    .map((row, context) -> {
                        UUID id = row.getObject("delivery_id", UUID.class);
                        return new Story(
                                id,
                                row.getString("state"),
                                row.getInt("attempt"),
                                row.getInt("uncertain"),
                                lines.getOrDefault(id, List.of()),
                                letters.of(id));
                    })
                    .list());
        });
        return new Evidence(stories);
    }
}
