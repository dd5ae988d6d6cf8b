package dev.certsend.story;

import dev.certsend.database.Database;
import dev.certsend.database.DatabaseSettings;
import dev.certsend.orders.Order;
import dev.certsend.orders.OrderStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that stand in the mirror for the length of a story: an account may have them, ours has not. */
final class InMirror implements AutoCloseable {
    private static final long FIRST = 9_100_001;

    private final Stage stage;
    private final List<Long> numbers = new ArrayList<>();

    InMirror(Stage stage) {
        this.stage = stage;
    }

    /** An issued order; returns its number. */
    long issued(String commonName, List<String> names, @Nullable String organization, int daysLeft) {
        long number = FIRST + numbers.size();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return add(new Order(
                number,
                number,
                "issued",
                commonName,
                names,
                "0B%030d".formatted(number),
                today.minusDays(20),
                today.plusDays(daysLeft),
                Instant.now(),
                organization,
                "Example Division",
                "ssl_basic",
                "Basic OV",
                "ov",
                false,
                false));
    }

    long add(Order order) {
        numbers.add(order.orderId());
        try (Database database = new Database(
                DatabaseSettings.parse(String.valueOf(stage.world().variables().get("DATABASE_URL"))), 1)) {
            OrderStore store = new OrderStore(database.jdbi());
            database.jdbi().useHandle(handle -> store.write(handle, List.of(order), store.now()));
        }
        return order.orderId();
    }

    @Override
    public void close() {
        for (long number : numbers) {
            stage.records().change("DELETE FROM order_copy WHERE order_id = ?", number);
            stage.records().change("DELETE FROM cert_order WHERE order_id = ?", number);
        }
    }
}
