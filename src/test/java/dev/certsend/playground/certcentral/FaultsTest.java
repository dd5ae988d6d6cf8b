package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final LocalCertCentral central = LocalCertCentral.start(20, 1);
    private final Api api = new Api(central.url(), LocalCertCentral.KEY);

    @AfterEach
    void stop() {
        central.close();
    }

    @Test
    void answers_errors_as_often_as_told() throws Exception {
        central.faults().next(2, Fault.INTERNAL_ERROR);
        central.faults().next(1, Fault.UNAVAILABLE);

        assertThat(api.get("/account").statusCode()).isEqualTo(500);
        assertThat(api.get("/account").statusCode()).isEqualTo(500);
        assertThat(api.get("/account").statusCode()).isEqualTo(503);
        assertThat(api.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void cuts_the_connection_in_the_body_or_before_it() {
        central.faults().next(1, Fault.CUT_IN_BODY, "/order");
        assertThatThrownBy(() -> api.get("/order/certificate")).isInstanceOf(IOException.class);

        central.faults().always(Fault.NO_ANSWER, "/order");
        assertThatThrownBy(() -> api.get("/order/certificate")).isInstanceOf(IOException.class);
    }

    @Test
    void spoils_a_list() throws Exception {
        central.faults().next(1, Fault.HTML);
        assertThat(api.get("/order/certificate").body()).startsWith("<!doctype html>");
        central.faults().next(1, Fault.NO_ORDERS);
        assertThat(api.json("/order/certificate").has("orders")).isFalse();
        central.faults().next(1, Fault.HALF_A_PAGE);
        assertThat(api.json("/order/certificate").path("orders")).hasSize(10);
        central.faults().next(1, Fault.WRONG_TYPES);
        assertThat(api.json("/order/certificate")
                        .at("/orders/0/certificate/dns_names")
                        .isTextual())
                .isTrue();
        central.faults().next(1, Fault.HALF_A_DOCUMENT);
        assertThatThrownBy(() -> api.json("/order/certificate")).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void spoils_one_order_of_a_list() throws Exception {
        central.faults().next(1, Fault.ONE_WRONG_FIELD);
        JsonNode list = api.json("/order/certificate");
        assertThat(list.at("/orders/10/certificate/dns_names").isObject()).isTrue();
        assertThat(list.at("/orders/9/certificate/dns_names").isArray()).isTrue();
        central.faults().next(1, Fault.ORDER_TWICE);
        JsonNode twice = api.json("/order/certificate");
        assertThat(twice.path("orders")).hasSize(20);
        assertThat(twice.at("/orders/19")).isEqualTo(twice.at("/orders/0"));
        central.faults().next(1, Fault.NO_TOTAL);
        assertThat(api.json("/order/certificate").path("page")).hasToString("{\"limit\":1000,\"offset\":0}");
    }

    @Test
    void refuses_with_a_reason_and_perhaps_a_wait() throws Exception {
        central.faults().next(1, Fault.FORBIDDEN);
        HttpResponse<String> forbidden = api.get("/account");
        central.faults().next(1, Fault.TOO_MANY_REQUESTS_FOR_A_SECOND);
        HttpResponse<String> tooMany = api.get("/account");

        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).contains("access_denied|missing_permission");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void is_slow_and_then_not() throws Exception {
        central.faults().slow(Duration.ofMillis(300));
        long start = System.nanoTime();
        api.get("/account");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));

        central.faults().none();
        assertThat(api.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void goes_down_and_comes_back_on_the_same_port() throws Exception {
        String url = central.url();
        central.down();
        assertThatThrownBy(() -> api.get("/account")).isInstanceOf(ConnectException.class);

        central.up();
        assertThat(central.url()).isEqualTo(url);
        assertThat(api.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_the_hundred_and_first_call_in_five_seconds() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(api.get("/account").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = api.get("/account");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refused.body()).contains("request_limit_exceeded");
        central.keepLimits(false);
        assertThat(api.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void limits_roll_on_with_the_clock() {
        AtomicLong now = new AtomicLong();
        RateLimits limits = new RateLimits(now::get);
        int passed = 0;
        for (int tenth = 0; tenth < 1800; tenth++) {
            now.addAndGet(Duration.ofMillis(100).toNanos());
            passed += limits.admit("key") ? 1 : 0;
        }

        assertThat(passed).isEqualTo(1000);
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(limits.admit("key")).isTrue();
        assertThat(limits.admit("another key")).isTrue();
    }

    @Test
    void tells_of_a_revocation_and_a_reissue() throws Exception {
        LocalOrder order = central.order("www.example.com");
        LocalOrder other = central.order("shop.example.com");
        assertThat(api.get("/order/certificate/status-changes?minutes=5").body())
                .isEqualTo("{}");
        central.revoke(order.id());
        long reissued = central.replaceCertificate(
                other.id(), central.broken(other.id()).withNames("new.example.org"));

        assertThat(api.json("/order/certificate/status-changes?minutes=5")
                        .path("orders")
                        .findValuesAsText("status"))
                .containsExactly("revoked", "issued");
        assertThat(api.json("/order/certificate/" + other.id())
                        .at("/certificate/id")
                        .asLong())
                .isEqualTo(reissued);
        assertThat(api.json("/order/certificate/" + other.id() + "/reissue").path("certificates"))
                .isNotEmpty();
    }

    @Test
    void lives_on_the_clock_it_is_given() throws Exception {
        Clock past = Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);
        try (LocalCertCentral early = LocalCertCentral.start(20, 1, past)) {
            LocalOrder order = early.order("last-day.example.com");
            Api client = new Api(early.url(), LocalCertCentral.KEY);

            assertThat(order.certificate().validity().till()).isEqualTo("2026-04-01");
            assertThat(client.json("/order/certificate/" + order.id()).at("/certificate/days_remaining"))
                    .hasToString("0");
        }
    }

    @Test
    void hands_out_whatever_file_was_put_in_place() throws Exception {
        LocalOrder order = central.order("www.example.com");
        String file = "/certificate/" + order.certificate().id() + "/download/format/pem_all";
        String right = api.get(file).body();
        BrokenPem broken = central.broken(order.id());

        for (String wrong : List.of(
                broken.withNames("evil.example"), broken.withPrivateKey(), broken.shuffled(), broken.cutShort())) {
            central.answerPem(order.certificate().id(), wrong);
            assertThat(api.get(file).body()).isEqualTo(wrong).isNotEqualTo(right);
        }
    }
}
