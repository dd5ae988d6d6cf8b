package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random orders and queries of them; more orders than are looked at one by one, so that the indexes are needed too. */
class OrderSearchTest {
    private static final int ORDERS = 5500;
    private static final int QUERIES = 400;
    private static final long SEED = 20261122;

    private static final Oracle ORACLE = new Oracle();

    private static Mirror mirror;
    private static OrderSearch search;
    private static List<Order> orders;

    @SuppressWarnings("NullAway.Init")
    OrderSearchTest() {}

    @BeforeAll
    static void start() {
        mirror = new Mirror();
        search = new OrderSearch(mirror.jdbi());
        List<Order> all = new RandomOrders(SEED).orders(ORDERS);
        mirror.write(all);
        List<Order> gone = all.subList(0, ORDERS / 20);
        gone.forEach(order -> mirror.lose(order.orderId()));
        orders = all.subList(ORDERS / 20, ORDERS);
        long others = orders.stream().filter(order -> !ORACLE.sendable(order)).count();
        assertThat(others).isGreaterThan(3000);
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @Test
    void the_first_orders_of_any_query_are_those_that_match_in_its_order() throws UnreadQuery {
        RandomOrders random = new RandomOrders(SEED + 1);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            OrderQuery query = query(random, i);
            List<Order> expected = ORACLE.answer(query, orders);
            int most = 1 + i % 60;
            assertThat(numbers(search.first(query, most)))
                    .as(query.written())
                    .isEqualTo(numbers(expected.subList(0, Math.min(most, expected.size()))));
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(QUERIES / 2);
    }

    @Test
    void walking_all_pages_forward_and_back_meets_every_order_once() throws UnreadQuery {
        RandomOrders random = new RandomOrders(SEED + 2);
        for (int i = 0; i < QUERIES / 4; i++) {
            OrderQuery query = query(random, i);
            walk(query, ORACLE.answer(query, orders), i);
        }
    }

    @Test
    void orders_come_back_as_they_were_written() {
        assertThat(search.first(OrderQuery.ALL, 500)
                        .equals(ORACLE.answer(OrderQuery.ALL, orders).subList(0, 500)))
                .isTrue();
    }

    @Test
    void every_sort_is_walked_to_its_end() throws UnreadQuery {
        for (String sort : Qualifier.SORT.allowed()) {
            OrderQuery query = OrderQuery.read("sort:" + sort);
            walk(query, ORACLE.answer(query, orders), 7);
        }
    }

    /** Page by page to the end and back again. */
    private static void walk(OrderQuery query, List<Order> expected, int more) {
        int size = 1 + expected.size() / 12 + more % 5;
        List<Order> met = new ArrayList<>();
        OrderSearch.Page page = search.page(query, null, size);
        assertThat(page.before()).isNull();
        met.addAll(page.orders());
        while (page.after() != null) {
            assertThat(page.orders()).as(query.written()).hasSize(size);
            page = search.page(query, beside(page.orders().get(size - 1), true), size);
            assertThat(page.before()).isNotNull();
            met.addAll(page.orders());
        }
        assertThat(numbers(met)).as(query.written()).isEqualTo(numbers(expected));
        if (expected.isEmpty()) {
            return;
        }
        met = new ArrayList<>(page.orders());
        boolean before = met.size() < expected.size();
        while (before) {
            page = search.page(query, beside(page.orders().get(0), false), size);
            assertThat(page.after()).isNotNull();
            met.addAll(0, page.orders());
            before = page.before() != null;
        }
        assertThat(numbers(met)).as(query.written()).isEqualTo(numbers(expected));
    }

    private static List<Long> numbers(List<Order> found) {
        return found.stream().map(Order::orderId).toList();
    }

    private static Position beside(Order order, boolean forward) {
        return new Position(order.orderId(), ORACLE.sendable(order), forward);
    }

    /** A query for something that one of the orders has, or nearly; read from what it would be typed as. */
    private static OrderQuery query(RandomOrders random, int number) throws UnreadQuery {
        Random chance = new Random(number);
        Order order = random.one(orders);
        List<String> typed = new ArrayList<>();
        for (int i = chance.nextInt(3); i > 0; i--) {
            typed.add('"' + random.part(order) + '"');
        }
        List<String> qualifiers = qualifiers(random, order);
        Collections.shuffle(qualifiers, chance);
        typed.addAll(qualifiers.subList(0, chance.nextInt(3)));
        typed.add("sort:" + random.one(Qualifier.SORT.allowed()));
        OrderQuery query = OrderQuery.read(String.join(" ", typed));
        return findable(chance.nextInt(3) == 0 ? query.with(Qualifier.SORT, null) : query);
    }

    private static List<String> qualifiers(RandomOrders random, Order order) {
        String day =
                ORACLE.daysFromToday(random.one(List.of(-20, -5, 0, 3, 40))).toString();
        return new ArrayList<>(List.of(
                "status:" + order.status() + random.one(List.of("", ",pending", ",expired,revoked")),
                "type:" + random.one(List.of("dv", "ov,ev", "dv,ov,ev")),
                "product:\"" + random.part(order.productNameId()) + '"',
                "product:product",
                "org:\"" + random.part(order.organization()) + '"',
                "san:\"" + random.part(order.commonName()) + '"',
                "serial:\"" + random.part(order.serialNumber()) + '"',
                "order:" + Long.toString(order.orderId()).substring(0, 2),
                "order:" + order.orderId(),
                "container:\"" + random.part(order.container()) + '"',
                "expires:"
                        + random.one(
                                List.of("<30d", ">30d", "<2w", "<" + day, ">=" + day, day, day + "..", ".." + day)),
                "issued:"
                        + random.one(
                                List.of("<30d", ">30d", "<2w", "<" + day, ">=" + day, day, day + "..", ".." + day))));
    }

    /** Without what no index knows: of such words only the first orders are looked at, unless something else is asked for. */
    private static OrderQuery findable(OrderQuery query) {
        List<String> words =
                query.words().stream().filter(OrderSearchTest::hasPair).toList();
        Map<Qualifier, String> others = new EnumMap<>(Qualifier.class);
        others.putAll(query.qualifiers());
        for (Qualifier text : List.of(Qualifier.ORG, Qualifier.SAN, Qualifier.SERIAL)) {
            others.computeIfPresent(text, (qualifier, value) -> kept(value));
        }
        return new OrderQuery(words, others);
    }

    private static @Nullable String kept(String value) {
        return hasPair(value) ? value : null;
    }

    private static boolean hasPair(String text) {
        return text.matches(".*[\\p{L}\\p{N}]{2}.*");
    }
}
