package dev.certsend.playground.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    static final WireMockExtension RECEIVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final LocalCertCentral central = LocalCertCentral.start(20, 1);

    @AfterEach
    void stop() {
        central.close();
    }

    @Test
    void tells_of_what_was_issued_revoked_and_rejected_in_that_order_with_the_secret() {
        RECEIVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
        central.webhook(URI.create(RECEIVER.baseUrl() + "/events"), SECRET);
        LocalOrder order = central.order("new.example.com");
        LocalOrder unapproved = central.order("approve-me.example.com");

        central.issue(order.id());
        central.revoke(order.id());
        central.reject(unapproved.id());

        await().until(() -> central.webhookAnswers().equals(List.of(204, 204, 204)));
        long certificate = central.order(order.id()).certificate().id();
        RECEIVER.verify(
                1,
                postRequestedFor(urlEqualTo("/events"))
                        .withHeader("X-WEBHOOK-KEY", equalTo(SECRET))
                        .withRequestBody(equalToJson(
                                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":%d,\"certificate_id\":%d}}"
                                        .formatted(order.id(), certificate))));
        assertThat(RECEIVER.findAll(postRequestedFor(anyUrl())))
                .extracting(LoggedRequest::getBodyAsString)
                .satisfiesExactlyInAnyOrder(
                        body -> assertThat(body).contains("certificate_issued"),
                        body -> assertThat(body).contains("certificate_revoked"),
                        body -> assertThat(body)
                                .isEqualTo("{\"event\":\"order_rejected\",\"data\":{\"order_id\":" + unapproved.id()
                                        + "}}"));
    }

    @Test
    void goes_on_after_an_event_that_nobody_took() {
        RECEIVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        central.webhook(URI.create(RECEIVER.baseUrl()), SECRET);
        LocalOrder order = central.order("shop.example.com");

        central.revoke(order.id());
        await().until(() -> central.webhookAnswers().equals(List.of(0)));
        RECEIVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        central.issue(order.id());

        await().until(() -> central.webhookAnswers().equals(List.of(0, 200)));
    }

    @Test
    void takes_no_short_secret() {
        assertThatIllegalArgumentException().isThrownBy(() -> central.webhook(URI.create(RECEIVER.baseUrl()), "short"));
    }
}
