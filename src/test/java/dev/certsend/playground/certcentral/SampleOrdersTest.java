package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.certsend.playground.certcentral.LocalCertificate.State;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final List<LocalOrder> ORDERS = SampleOrders.of(200, 1, TODAY);

    @Test
    void come_in_every_status_and_product() {
        assertThat(ORDERS)
                .hasSize(200)
                .extracting(LocalOrder::status)
                .contains(
                        "issued",
                        "expired",
                        "revoked",
                        "pending",
                        "needs_approval",
                        "processing",
                        "reissue_pending",
                        "waiting_pickup",
                        "canceled",
                        "rejected",
                        "needs_csr");
        assertThat(ORDERS).extracting(o -> o.product().validation()).contains(Product.Validation.values());
    }

    @Test
    void have_ten_digit_numbers_and_no_number_twice() {
        assertThat(ORDERS).extracting(LocalOrder::id).doesNotHaveDuplicates().allMatch(id -> id > 999_999_999L);
        assertThat(ORDERS.stream().flatMap(o -> o.certificates().stream()).filter(LocalCertificate::hasFile))
                .extracting(LocalCertificate::id)
                .doesNotHaveDuplicates();
        assertThat(ORDERS).extracting(o -> o.certificate().serial()).allMatch(s -> s.matches("0[1-9A-F][0-9A-F]{30}"));
    }

    @Test
    void are_valid_for_200_days_at_most_and_issued_ones_are_valid_now() {
        assertThat(ORDERS).allMatch(o -> o.certificate().validity().days() <= 200);
        assertThat(ORDERS.stream().filter(o -> o.status().equals("issued")))
                .filteredOn(o -> o.certificate().validity().till().isBefore(TODAY))
                .singleElement()
                .extracting(o -> o.certificate().names().commonName())
                .isEqualTo("lapsed.example.com");
    }

    @Test
    void leave_out_what_is_not_known_yet() {
        JsonNode pending = json("new.example.com");
        JsonNode unapproved = json("approve-me.example.com");

        assertThat(pending.has("order_valid_till")).isFalse();
        assertThat(pending.path("certificate").fieldNames())
                .toIterable()
                .contains("id")
                .doesNotContain("serial_number", "valid_from", "valid_till", "days_remaining");
        assertThat(unapproved.path("certificate").has("id")).isFalse();
    }

    @Test
    void have_the_oddities_of_real_accounts() {
        assertThat(json("shop.example.com").path("organization")).hasToString("[]");
        assertThat(json("www.oleary-print.example").path("is_multi_year_plan")).hasToString("\"1\"");
        assertThat(json("gateway.brightwater.example").at("/certificate/dns_names"))
                .hasSize(100);
        assertThat(json("gateway.brightwater.example").path("custom_fields")).hasSize(1);
        assertThat(order("api.brightwater.example").certificate().state()).isEqualTo(State.ISSUED);
        assertThat(ORDERS).anyMatch(o -> !o.duplicates().isEmpty()).anyMatch(o -> !o.reissues()
                .isEmpty());
    }

    @Test
    void are_the_same_for_the_same_seed_and_day() {
        assertThat(SampleOrders.of(200, 1, TODAY)).isEqualTo(ORDERS);
        assertThat(SampleOrders.of(200, 2, TODAY)).isNotEqualTo(ORDERS);
    }

    private static JsonNode json(String commonName) {
        return OrderJson.of(order(commonName), TODAY);
    }

    private static LocalOrder order(String commonName) {
        return ORDERS.stream()
                .filter(o -> o.certificate().names().commonName().equals(commonName))
                .findFirst()
                .orElseThrow();
    }
}
