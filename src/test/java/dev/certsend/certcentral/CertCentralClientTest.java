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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"-1, 10", "0, 0", "0, 1001"})
    void refuses_pages_that_do_not_exist(long offset, int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> client().orders(offset, limit));
    }

    private static CertCentralClient client() {
        URI url = URI.create(CERTCENTRAL.baseUrl() + "/services/v2");
        return new CertCentralClient(new CertCentralSettings(url, new Secret("key-1234"), Duration.ofSeconds(5)));
    }
}
