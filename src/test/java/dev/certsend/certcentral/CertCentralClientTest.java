package dev.certsend.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertCentralClientTest {

    @RegisterExtension
    static final WireMockExtension CERTCENTRAL = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @Test
    void reads_a_page_of_orders() {
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate?sort=order_id&limit=1000&offset=5000")
                .willReturn(okJson(Answers.page(Answers.ISSUED, Answers.REJECTED))));

        OrderPage page = client().orders(5000, 1000);

        assertThat(page.orders()).extracting(CertCentralOrder::id).containsExactly(1193139621L, 2222L);
        assertThat(page.offset()).isEqualTo(5000);
        assertThat(page.total()).hasValue(2);
    }

    @Test
    void reads_an_order_with_the_validation_that_lists_leave_out() {
        String info = Answers.ISSUED.replace("\"name_id\"", "\"validation_type\":\"ev\",\"name_id\"");
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate/1193139621").willReturn(okJson(info)));

        assertThat(client().order(1193139621L).product().validation()).isEqualTo(Validation.EV);
    }

    @Test
    void hands_on_a_certificate_as_sent() {
        String pem = "-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n";
        CERTCENTRAL.stubFor(get("/services/v2/certificate/140900444/download/format/pem_all")
                .willReturn(okForContentType("application/x-pem-file", pem)));

        assertThat(client().certificatePem(140900444)).isEqualTo(pem);
    }

    @Test
    void reads_the_account_of_the_key() {
        CERTCENTRAL.stubFor(
                get("/services/v2/account")
                        .willReturn(
                                okJson(
                                        "{\"id\":1696530,\"primary_organization_name\":\"Example Org\",\"cert_central_type\":\"retail\"}")));

        assertThat(client().account()).isEqualTo(new Account(1696530, "Example Org"));
    }

    @Test
    void sends_the_key_and_says_who_it_is() {
        CERTCENTRAL.stubFor(get("/services/v2/account").willReturn(okJson("{\"id\":1}")));

        client().account();

        CERTCENTRAL.verify(
                1,
                getRequestedFor(urlEqualTo("/services/v2/account"))
                        .withHeader("X-DC-DEVKEY", equalTo("key-1234"))
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("User-Agent", matching("cert-send/.+"))
                        .withoutHeader("Upgrade"));
    }

    @Test
    void asks_for_orders_by_their_ids_and_keeps_no_others() {
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate?filters%5Bid%5D%5B0%5D=2222&filters%5Bid%5D%5B1%5D=7"
                        + "&sort=order_id&limit=1000&offset=0")
                .willReturn(okJson("""
                        {"orders":[%s,%s,{"id":7},{"id":8},"order"],"page":{"total":90000}}""".formatted(Answers.ISSUED, Answers.REJECTED))));

        OrderPage page = client().ordersOf(List.of(2222L, 7L, 2222L));

        assertThat(page.orders()).extracting(CertCentralOrder::id).containsExactly(2222L);
        assertThat(page.unreadable().count()).isEqualTo(2);
        assertThat(page.unreadable().ids()).containsExactly(7L);
        assertThat(page.nextOffset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void asks_for_one_to_a_hundred_ids(int ids) {
        List<Long> many = LongStream.range(0, ids).boxed().toList();
        assertThatIllegalArgumentException().isThrownBy(() -> client().ordersOf(many));
    }

    @Test
    void asks_for_orders_from_a_day_on_and_keeps_earlier_ones() {
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate?filters%5Bdate_created%5D=%3E2026-12-31"
                        + "&sort=order_id&limit=2&offset=4")
                .willReturn(okJson(Answers.page(Answers.ISSUED, Answers.REJECTED))));

        OrderPage page = client().ordersSince(LocalDate.of(2027, 1, 1), 4, 2);

        assertThat(page.orders()).hasSize(2);
        assertThat(page.offset()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT60S, 1", "PT60.000000001S, 2", "PT3H, 180", "P7D, 10080"})
    void asks_for_changes_in_minutes_rounded_up(Duration span, int minutes) {
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate/status-changes?minutes=" + minutes)
                .willReturn(okJson("{\"orders\":[{\"order_id\":7,\"certificate_id\":8,\"status\":\"issued\"}]}")));

        assertThat(client().statusChanges(span)).containsExactly(new StatusChange(7, "issued"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1M", "P7DT0.000000001S"})
    void asks_for_no_changes_that_certcentral_does_not_tell(Duration span) {
        assertThatIllegalArgumentException().isThrownBy(() -> client().statusChanges(span));
    }

    @Test
    void reads_duplicates_and_reissues() {
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate/7/duplicate")
                .willReturn(okJson("{\"certificates\":[{\"id\":8,\"status\":\"approved\"}]}")));
        CERTCENTRAL.stubFor(get("/services/v2/order/certificate/7/reissue")
                .willReturn(okJson("{\"certificates\":[{\"id\":9,\"status\":\"issued\"}]}")));

        assertThat(client().duplicates(7)).extracting(OrderCopy::certificateId).containsExactly(8L);
        assertThat(client().reissues(7)).extracting(OrderCopy::certificateId).containsExactly(9L);
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "0, 0", "0, 1001"})
    void refuses_pages_that_do_not_exist(long offset, int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> client().orders(offset, limit));
    }

    private static CertCentralClient client() {
        URI url = URI.create(CERTCENTRAL.baseUrl() + "/services/v2");
        return new CertCentralClient(
                new CertCentralSettings(url, new Secret("key-1234"), Duration.ofSeconds(5)), CallLimit.NONE);
    }
}
