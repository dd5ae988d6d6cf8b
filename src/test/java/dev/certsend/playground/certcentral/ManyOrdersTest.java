package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManyOrdersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final List<LocalOrder> ORDERS = ManyOrders.of(10_000, 1, TODAY);

    @Test
    void are_as_many_as_wanted_newest_first_and_no_number_comes_twice() {
        assertThat(ORDERS).hasSize(10_000);
        assertThat(ORDERS)
                .extracting(LocalOrder::id)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 999_999_999L);
        assertThat(ORDERS.stream().flatMap(o -> o.certificates().stream()).filter(c -> c.id() != 0))
                .extracting(LocalCertificate::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void are_those_of_a_large_account() {
        long sendable = ORDERS.stream()
                .filter(order -> Set.of("issued", "reissue_pending").contains(order.status()))
                .filter(order -> !order.certificate().validity().till().isBefore(TODAY))
                .count();
        assertThat(sendable).isBetween(3_300L, 3_700L);
        assertThat(ORDERS.stream().map(LocalOrder::organization).distinct()).hasSizeGreaterThan(3_000);
        assertThat(ORDERS.stream().map(LocalOrder::division).distinct()).hasSize(31);
        assertThat(ORDERS.get(9_999).createdAt().atZone(ZoneOffset.UTC).toLocalDate())
                .isBefore(TODAY.minusYears(4));
        assertThat(ORDERS.stream()
                        .map(order -> order.certificate().names().commonName())
                        .distinct())
                .hasSizeGreaterThan(9_000);
    }

    @Test
    void hold_the_featured_ones() {
        List<String> names = ORDERS.stream()
                .map(order -> order.certificate().names().commonName())
                .toList();
        for (Plan featured : FeaturedOrders.all()) {
            assertThat(names).containsOnlyOnce(featured.names().commonName());
        }
    }

    @Test
    void are_of_domains_that_are_reserved_for_examples() {
        assertThat(ManyNames.ORGANIZATIONS)
                .extracting(Organization::domain)
                .doesNotHaveDuplicates()
                .allMatch(domain -> domain.matches("[a-z-]+\\.example(\\.(com|net|org))?"));
        assertThat(ManyNames.ORGANIZATIONS).extracting(Organization::name).doesNotHaveDuplicates();
    }

    @Test
    void are_the_same_for_the_same_seed_and_day() {
        assertThat(ManyOrders.of(2_000, 3, TODAY)).isEqualTo(ManyOrders.of(2_000, 3, TODAY));
        assertThat(ManyOrders.of(2_000, 4, TODAY)).isNotEqualTo(ManyOrders.of(2_000, 3, TODAY));
    }

    @Test
    void are_listed_once_each_while_orders_come_change_and_go() throws Exception {
        try (LocalCertCentral central = LocalCertCentral.start(3_000, 1)) {
            Api api = new Api(central.url(), LocalCertCentral.KEY);
            List<Long> listed = new ArrayList<>();
            for (int offset = 0; offset < 3_000; offset += 1_000) {
                ids(api.json("/order/certificate?sort=order_id&limit=1000&offset=" + offset), listed);
                central.changeMany(10);
            }
            assertThat(listed).hasSize(3_000).isSorted().doesNotHaveDuplicates();

            long gone = listed.get(1_500);
            central.remove(gone);
            List<Long> left = new ArrayList<>();
            JsonNode page = api.json("/order/certificate?sort=order_id&limit=1000&offset=1000");
            ids(page, left);
            assertThat(page.at("/page/total").asInt()).isEqualTo(2_999);
            assertThat(left).hasSize(1_000).doesNotContain(gone).endsWith(listed.get(2_000));
            assertThat(api.get("/order/certificate/" + gone).statusCode()).isEqualTo(404);
        }
    }

    private static void ids(JsonNode page, List<Long> ids) {
        page.path("orders").forEach(order -> ids.add(order.path("id").asLong()));
    }
}
