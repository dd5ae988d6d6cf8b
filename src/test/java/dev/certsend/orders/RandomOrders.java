package dev.certsend.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders as accounts have them and worse: many alike in what lists are sorted by, and nulls everywhere. */
final class RandomOrders {
    private static final List<String> LABELS = List.of(
            "shop",
            "www",
            "api",
            "xn--mnchen-3ya",
            "münchen",
            "xn--bcher-kva",
            "a",
            "b2",
            "x1_ab_y",
            "_dmarc",
            "éal",
            "co",
            "q",
            "mail",
            "Extranet",
            "100%",
            "straße",
            "zürich-1",
            "日本",
            "o'brien");
    private static final List<String> ENDS =
            List.of("example", "example.org", "test", "co.uk.example", "xn--p1ai", "рф");
    private static final List<String> ORGANIZATIONS = List.of(
            "Müller & Söhne GmbH",
            "100% Net_Work \\ Co",
            "O'Brien (\"Quoted\") Ltd.",
            "日本GE株式会社",
            "A.B. [x]+ ^$ {3}",
            "ΟΔΟΣ Α.Ε.",
            "Example\u00a0 Corp",
            "İstanbul A.Ş.",
            "Ab_",
            "Q");
    private static final List<String> PRODUCTS = List.of(
            "ssl_basic", "ssl_ev_securesite_flex", "ssl_wildcard", "client_premium", "code_signing_ev", "Geo_Truст");
    private static final List<String> CONTAINERS = List.of("Example Corp", "Zürich Büro", "50%_off", "Ab");

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Random random;

    RandomOrders(long seed) {
        random = new Random(seed);
    }

    List<Order> orders(int count) {
        Set<Long> numbers = new LinkedHashSet<>();
        while (numbers.size() < count) {
            numbers.add(
                    random.nextBoolean() ? 1 + random.nextLong(99_999) : 100_000_000L + random.nextLong(900_000_000L));
        }
        List<Order> orders = new ArrayList<>();
        numbers.forEach(number -> orders.add(order(number)));
        return orders;
    }

    private Order order(long number) {
        String name = random.nextInt(20) == 0 ? "" : name();
        Set<String> names = new LinkedHashSet<>();
        if (random.nextInt(10) > 0 && !name.isEmpty()) {
            names.add(name);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add(name());
        }
        LocalDate from = maybe(today.minusDays(random.nextInt(60)));
        LocalDate till = maybe(today.plusDays(random.nextInt(100) - 30));
        Instant ordered = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(random.nextInt(80 * 86_400));
        String product = maybe(one(PRODUCTS));
        return AnOrder.number(number)
                .called(name, names.toArray(String[]::new))
                .status(random.nextBoolean() ? "issued" : one(Qualifier.STATUS.allowed()))
                .certificate(maybe(number + 1))
                .serial(maybe("%016X%016X".formatted(random.nextLong(), random.nextLong())))
                .valid(from, till)
                .ordered(maybe(ordered))
                .of(maybe(one(ORGANIZATIONS)))
                .in(maybe(one(CONTAINERS)))
                .product(product, product == null ? null : maybe("Product " + product.replace('_', ' ')))
                .type(maybe(one(Qualifier.TYPE.allowed())))
                .build();
    }

    private String name() {
        String host = one(LABELS) + "." + one(LABELS) + ".n" + random.nextInt(30) + "." + one(ENDS);
        return random.nextInt(5) == 0 ? "*." + host : host;
    }

    /** A part of something that an order has, as somebody would type it. */
    String part(Order order) {
        List<String> values = new ArrayList<>(order.names());
        values.add(Long.toString(order.orderId()));
        values.add(order.commonName());
        values.add(order.serialNumber() == null ? "" : order.serialNumber());
        values.add(order.organization() == null ? "" : order.organization());
        String part = part(one(values));
        return random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part;
    }

    /** Of one to twelve characters, without the signs that mean something in a query. */
    String part(@Nullable String value) {
        String text = value == null ? "" : value.replace("\"", " ").strip();
        if (text.isEmpty()) {
            return "shop";
        }
        int from = random.nextInt(text.length());
        String part = text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(12)))
                .strip();
        return part.isEmpty() ? "example" : part;
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
