package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.certsend.certcentral.CertCentralOrder.Certificate;
import dev.certsend.certcentral.CertCentralOrder.Copies;
import dev.certsend.certcentral.CertCentralOrder.Owner;
import dev.certsend.certcentral.CertCentralOrder.Product;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReadingTest {

    @Test
    void reads_an_issued_order() {
        assertThat(order(Answers.ISSUED))
                .isEqualTo(new CertCentralOrder(
                        1193139621L,
                        "issued",
                        Instant.parse("2026-06-08T14:59:13Z"),
                        new Certificate(
                                140900444L,
                                "www.example.com",
                                List.of("www.example.com", "example.com"),
                                "0669D46CAE79EF684A69777490602485",
                                LocalDate.parse("2026-06-10"),
                                LocalDate.parse("2027-06-15")),
                        new Product("ssl_basic", "Basic OV", Validation.OV),
                        new Owner("Example Org", "Example Division"),
                        new Copies(false, false)));
    }

    @Test
    void reads_an_order_that_was_never_issued() {
        CertCentralOrder order = order(Answers.REJECTED);

        assertThat(order.certificate())
                .isEqualTo(
                        new Certificate(151644343L, "shop.example.com", List.of("shop.example.com"), null, null, null));
        assertThat(order.owner()).isEqualTo(new Owner(null, "Example Division"));
        assertThat(order.product().validation()).isEqualTo(Validation.DV);
    }

    @Test
    void reads_an_order_of_which_nothing_is_known_yet() {
        CertCentralOrder order = order("""
                {"id":9999999999,"status":"needs_approval"}""");

        assertThat(order.id()).isEqualTo(9_999_999_999L);
        assertThat(order.certificate()).isEqualTo(new Certificate(null, null, List.of(), null, null, null));
        assertThat(order.createdAt()).isNull();
        assertThat(order.product()).isEqualTo(new Product(null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issued", "reissue_pending", "expired", "some_word_of_tomorrow"})
    void passes_every_status_unchanged(String status) {
        assertThat(order("""
                {"id":1,"status":"%s"}""".formatted(status)).status()).isEqualTo(status);
    }

    @Test
    void takes_strings_for_numbers_and_numbers_for_strings_and_booleans() {
        CertCentralOrder order = order("""
                {"id":"1193139621","status":"issued","certificate":{"id":"7","common_name":12,"serial_number":66},
                 "organization":{"name":true},"has_duplicates":"1","has_reissues":"0","reissues_count":"0"}""");

        assertThat(order.id()).isEqualTo(1193139621L);
        assertThat(order.certificate()).isEqualTo(new Certificate(7L, "12", List.of(), "66", null, null));
        assertThat(order.owner().organization()).isEqualTo("true");
        assertThat(order.copies()).isEqualTo(new Copies(true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "false", "\"\"", "\" \""})
    void takes_every_form_of_nothing_for_nothing(String nothing) {
        String empty = """
                {"id":1,"status":"issued","certificate":%1$s,"organization":%1$s,"container":%1$s,"product":%1$s,
                 "date_created":%1$s,"has_duplicates":%1$s,"reissues_count":%1$s,"product_name_id":%1$s}""";

        assertThat(order(empty.formatted(nothing))).isEqualTo(order("""
                {"id":1,"status":"issued"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\" \"]", "[\"\",null]"})
    void takes_blank_names_for_none(String names) {
        assertThat(order(withCertificate("\"dns_names\":" + names))
                        .certificate()
                        .dnsNames())
                .isEmpty();
    }

    @Test
    void takes_a_single_name_for_a_list_of_one() {
        assertThat(order(withCertificate("\"dns_names\":\"a.example\""))
                        .certificate()
                        .dnsNames())
                .containsExactly("a.example");
    }

    @Test
    void reads_the_count_of_copies_where_the_flag_is_missing() {
        assertThat(order("""
                {"id":1,"status":"issued","duplicates_count":2,"reissues_count":1}""").copies()).isEqualTo(new Copies(true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-15, 2027-06-15",
        "2027-06-15T23:59:59+00:00, 2027-06-15",
        "2027-06-15 23:59:59, 2027-06-15",
        "0000-00-00, ",
    })
    void reads_days(String written, LocalDate day) {
        assertThat(order(withCertificate("\"valid_till\":\"%s\"".formatted(written)))
                        .certificate()
                        .validTill())
                .isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-08T14:59:13+00:00, 2026-06-08T14:59:13Z",
        "2026-06-08T14:59:13Z, 2026-06-08T14:59:13Z",
        "2026-06-08T16:59:13+02:00, 2026-06-08T14:59:13Z",
        "2026-06-08, 2026-06-08T00:00:00Z",
        "0000-00-00 00:00:00, ",
    })
    void reads_times(String written, Instant time) {
        assertThat(order("""
                {"id":1,"status":"issued","date_created":"%s"}""".formatted(written)).createdAt()).isEqualTo(time);
    }

    @Test
    void lets_no_control_character_through() {
        assertThat(order(withCertificate("\"common_name\":\"a\\u0000b\\r\\nc\\ud800d\""))
                        .certificate()
                        .commonName())
                .isEqualTo("a\uFFFDb\uFFFD\uFFFDc\uFFFDd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1,'status':'issued','certificate':'none'} | certificate is an unexpected string",
                "{'id':1,'status':'issued','certificate':{'id':{}}} | id is an unexpected object",
                "{'id':1,'status':'issued','certificate':{'id':'seven'}} | id is an unexpected string",
                "{'id':1,'status':'issued','certificate':{'dns_names':{'a':1}}} | dns_names is an unexpected object",
                "{'id':1,'status':'issued','certificate':{'dns_names':[['a']]}} | dns_names is an unexpected array",
                "{'id':1,'status':'issued','certificate':{'valid_till':'soon'}} | valid_till is an unexpected string",
                "{'id':1,'status':'issued','date_created':'2026-06-08 14:59'} | date_created is an unexpected string",
                "{'id':1,'status':['issued']} | status is an unexpected array",
                "{'id':1} | status is an unexpected missing",
                "{'status':'issued'} | id is an unexpected missing",
                "'order' | object is an unexpected string",
                "{'id':1,'status':'issued','organization':['Example']} | organization is an unexpected array",
            },
            quoteCharacter = '`')
    void leaves_out_an_order_it_cannot_read_and_keeps_the_others(String order, String reason) {
        String damaged = order.replace('\'', '"');

        OrderPage page = page(Answers.page(Answers.ISSUED, damaged, Answers.REJECTED, damaged));

        assertThat(page.orders()).containsExactly(order(Answers.ISSUED), order(Answers.REJECTED));
        assertThat(page.unreadable().count()).isEqualTo(2);
        assertThat(page.unreadable().firstReason()).startsWith("order ").endsWith(reason);
    }

    @Test
    void tells_the_ids_of_orders_it_cannot_read_where_they_have_one() {
        OrderPage page = page(Answers.page(
                Answers.ISSUED,
                "{\"id\":7,\"status\":[]}",
                "{\"id\":\"8\",\"status\":4,\"certificate\":\"none\"}",
                "{\"id\":\"9\\nforged line\",\"status\":\"issued\"}",
                "{\"id\":{},\"status\":\"issued\"}",
                "[7]"));

        assertThat(page.unreadable())
                .isEqualTo(new OrderPage.Unreadable(5, "order 7: status is an unexpected array", List.of(7L, 8L)));
        assertThat(page.received()).isEqualTo(6);
    }

    @Test
    void takes_the_last_of_an_order_that_comes_twice_and_still_counts_both() {
        OrderPage page = page(
                Answers.page(Answers.ISSUED, Answers.REJECTED, Answers.ISSUED.replace("\"issued\"", "\"revoked\"")));

        assertThat(page.orders()).extracting(CertCentralOrder::status).containsExactly("revoked", "rejected");
        assertThat(page.nextOffset()).isEmpty();
    }

    @Test
    void reads_changes_and_leaves_out_those_without_an_order() {
        List<StatusChange> changes = OrderReading.changes(tree("""
                {"orders":[{"order_id":1193139621,"certificate_id":140900444,"status":"issued"},
                  {"order_id":"2222","status":["revoked"]},{"order_id":2223},{"status":"issued"},{"order_id":{}},
                  7,null,{"order_id":1193139621,"status":"revoked"}]}"""));

        assertThat(changes)
                .containsExactly(
                        new StatusChange(1193139621L, "issued"),
                        new StatusChange(2222, ""),
                        new StatusChange(2223, ""),
                        new StatusChange(1193139621L, "revoked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"orders\":[]}", "{\"orders\":null}"})
    void reads_that_nothing_changed(String nothing) {
        assertThat(OrderReading.changes(tree(nothing))).isEmpty();
    }

    @Test
    void reads_copies_and_leaves_out_those_it_cannot_read() {
        List<OrderCopy> copies = OrderReading.copies(tree("""
                {"certificates":[{"id":12345,"thumbprint":"AB","serial_number":"0669","common_name":"example.com",
                    "dns_names":["sub.example.com",""],"status":"approved","date_created":"2016-03-25T21:01:40+00:00",
                    "valid_from":"2016-03-23","valid_till":"2019-03-28","archived":"0"},
                  {"id":2,"status":"issued","valid_till":"soon"},{"id":3,"status":"issued","dns_names":{"a":1}},
                  {"status":"issued"},{"id":4},"certificate",null,
                  {"id":"5","status":"pending"}]}"""));

        assertThat(copies)
                .containsExactly(
                        new OrderCopy(
                                12345,
                                "approved",
                                "example.com",
                                List.of("sub.example.com"),
                                "0669",
                                LocalDate.parse("2016-03-23"),
                                LocalDate.parse("2019-03-28"),
                                Instant.parse("2016-03-25T21:01:40Z")),
                        new OrderCopy(5, "pending", null, List.of(), null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"orders\":\"many\"}", "{\"orders\":{\"order_id\":1}}"})
    void refuses_changes_that_are_none(String changes) {
        assertThatExceptionOfType(UnreadableJson.class).isThrownBy(() -> OrderReading.changes(tree(changes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"orders\":[]}",
                "{\"orders\":null}",
                "{\"page\":{\"total\":0}}",
                "{\"orders\":[],\"page\":[]}"
            })
    void takes_a_page_without_orders_for_the_last(String empty) {
        OrderPage page = page(empty);

        assertThat(page.orders()).isEmpty();
        assertThat(page.unreadable().count()).isZero();
        assertThat(page.nextOffset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"orders\"",
                "{\"orders\":\"many\"}",
                "{\"orders\":{\"id\":1}}",
                "{\"orders\":[],\"page\":{\"total\":[1]}}"
            })
    void refuses_a_page_that_is_none(String page) {
        assertThatExceptionOfType(UnreadableJson.class).isThrownBy(() -> page(page));
    }

    private static String withCertificate(String field) {
        return """
                {"id":1,"status":"issued","certificate":{%s}}""".formatted(field);
    }

    private static OrderPage page(String json) {
        return OrderReading.page(tree(json), 0);
    }

    private static CertCentralOrder order(String json) {
        return OrderReading.order(tree(json));
    }

    private static JsonNode tree(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
