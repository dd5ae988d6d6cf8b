package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the planner does with a query that few orders match. */
class GatherTest {
    private static Mirror mirror;

    @SuppressWarnings("NullAway.Init")
    GatherTest() {}

    @BeforeAll
    static void start() {
        mirror = new Mirror();
        mirror.write(new RandomOrders(7).orders(12_000));
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zzq",
                "zq",
                "zü",
                "_zq",
                "z1.q2",
                "org:zzq",
                "san:zq",
                "serial:zzq",
                "order:8888",
                "zzq status:issued",
                "zzq expires:<30d",
                "zzq sort:name",
                "\"zzq gmbh\"",
                "zzq %"
            })
    void few_orders_are_gathered_by_the_trigrams_of_their_text(String typed) throws UnreadQuery {
        assertThat(plan(typed, true))
                .contains("Index Scan on cert_order_searched_sendable")
                .doesNotContain("Seq Scan");
        assertThat(plan(typed, false))
                .contains("Index Scan on cert_order_searched_other")
                .doesNotContain("Seq Scan");
    }

    private static String plan(String typed, boolean sendable) throws UnreadQuery {
        OrderQuery query = OrderQuery.read(typed);
        Conditions conditions = Conditions.of(query, new Vocabulary(mirror.jdbi()), LocalDate.now(ZoneOffset.UTC));
        assertThat(conditions.areIndexed()).isTrue();
        Half half = new Half(sendable, Sort.of(query), null);
        return mirror.jdbi().withHandle(handle -> {
            Query explain = handle.createQuery("EXPLAIN " + half.gather(conditions));
            return String.join(
                    "\n",
                    half.bind(conditions.bind(explain))
                            .bind("most", 40)
                            .mapTo(String.class)
                            .list());
        });
    }
}
