package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CertCentral tells of an order, and the mirror has it within a moment. */
@ExtendWith(Story.class)
class WebhookStoryTest {
    private static final String SECRET = "a-secret-of-the-webhook-0123456789";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static World world;
    private static Records records;
    private static LocalCertCentral authority;

    @BeforeAll
    static void start() {
        world = new World(Map.of("CERTCENTRAL_WEBHOOK_SECRET", SECRET)).start();
        records = Records.of(world.variables());
        authority = world.certCentral();
        world.filled();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void an_order_that_is_told_of_is_read_anew_at_once() {
        authority.webhook(address(world), SECRET);
        LocalOrder pending = authority.orders().stream()
                .filter(order -> order.status().equals("pending"))
                .findFirst()
                .orElseThrow();
        authority.issue(pending.id());
        await().until(() -> status(pending.id()).equals("issued"));
        authority.revoke(pending.id());
        await().until(() -> status(pending.id()).equals("revoked"));
        await().untilAsserted(() -> assertThat(authority.webhookAnswers()).containsExactly(202, 202));
    }

    @Test
    void a_database_that_fails_is_told_to_certcentral_in_plain_words_and_is_no_visit_of_a_link() {
        LocalOrder order = issued(0);
        records.change("ALTER TABLE scheduled_tasks RENAME COLUMN task_instance TO gone");
        HttpResponse<String> answer;
        try {
            answer = asks(address(world), SECRET, event("certificate_issued", order.id()));
        } finally {
            records.change("ALTER TABLE scheduled_tasks RENAME COLUMN gone TO task_instance");
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("Service Unavailable");
        assertThat(Visitor.of(world).opens("/metrics").body())
                .contains("certsend_link_visits_total{outcome=\"failed\"} 0.0");
        assertThat(told(SECRET, event("certificate_issued", order.id()))).isEqualTo(202);
    }

    @Test
    void an_event_told_twice_is_read_again_and_changes_nothing() {
        LocalOrder order = issued(0);
        assertThat(told(SECRET, event("certificate_issued", order.id()))).isEqualTo(202);
        await().until(WebhookStoryTest::nothingToDo);
        long synced = records.number(
                "SELECT (extract(epoch FROM synced_at) * 1000000)::bigint FROM cert_order WHERE order_id = ?",
                order.id());
        assertThat(told(SECRET, event("certificate_issued", order.id()))).isEqualTo(202);
        await().until(WebhookStoryTest::nothingToDo);
        assertThat(records.number(
                        "SELECT (extract(epoch FROM synced_at) * 1000000)::bigint FROM cert_order WHERE order_id = ?",
                        order.id()))
                .isEqualTo(synced);
    }

    @Test
    void an_order_that_certcentral_does_not_have_makes_none_and_one_that_is_gone_is_marked() {
        assertThat(told(SECRET, event("certificate_issued", 4_242_424_242L))).isEqualTo(202);
        LocalOrder order = issued(1);
        authority.remove(order.id());
        assertThat(told(SECRET, event("certificate_revoked", order.id()))).isEqualTo(202);
        await().until(() ->
                records.number("SELECT count(*) FROM cert_order WHERE order_id = ? AND gone_at IS NOT NULL", order.id())
                        == 1);
        await().until(WebhookStoryTest::nothingToDo);
        assertThat(records.number("SELECT count(*) FROM cert_order WHERE order_id = 4242424242"))
                .isZero();
    }

    @Test
    void an_order_that_cannot_be_read_at_once_is_read_later() {
        LocalOrder order = issued(2);
        authority.revoke(order.id());
        authority.faults().next(1, Fault.UNAVAILABLE, "/order/certificate/" + order.id());
        assertThat(told(SECRET, event("certificate_revoked", order.id()))).isEqualTo(202);
        await().until(() -> status(order.id()).equals("revoked"));
    }

    @Test
    void without_the_secret_nothing_is_done() {
        LocalOrder order = issued(3);
        int calls = authority.calls().size();
        for (String wrong : List.of("", "wrong", SECRET + "x", SECRET.substring(1))) {
            assertThat(told(wrong, event("certificate_issued", order.id()))).isEqualTo(401);
        }
        assertThat(told("wrong", "x".repeat(200_000))).isEqualTo(401);
        assertThat(records.number(
                        "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'refresh'" + " AND task_instance = ?",
                        Long.toString(order.id())))
                .isZero();
        assertThat(authority.calls()).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "7",
                "null",
                "{}",
                "{\"event\":\"certificate_issued\"}",
                "{\"event\":\"certificate_issued\",\"data\":{\"certificate_id\":7}}",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":null}}",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":-7}}",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":7.5}}",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":\"7 OR 1=1\"}}",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":99999999999999999999}}",
                "{\"event\":\"certificate_issued\",\"data\":[7]}"
            })
    void what_tells_of_no_order_is_refused(String body) {
        assertThat(told(SECRET, body)).isEqualTo(400);
    }

    @Test
    void other_events_are_ignored() {
        assertThat(told(SECRET, "{\"event\":\"domain_validated\",\"data\":{\"domain_id\":7}}"))
                .isEqualTo(200);
        assertThat(told(SECRET, "{\"event\":\"organization_expired\"}")).isEqualTo(200);
    }

    @Test
    void a_huge_body_is_refused() {
        String padding = "x".repeat(70_000);
        assertThat(told(
                        SECRET,
                        event("certificate_issued", 7).replace("{\"event\"", "{\"p\":\"" + padding + "\",\"event\"")))
                .isEqualTo(413);
        assertThat(told(SECRET, "x".repeat(3_000_000))).isEqualTo(413);
    }

    @Test
    void where_there_is_no_secret_there_is_no_webhook(Stage stage) {
        assertThat(told(address(stage.world()), SECRET, event("certificate_issued", 7)))
                .isEqualTo(404);
    }

    private static LocalOrder issued(int index) {
        return authority.orders().stream()
                .filter(order -> order.status().equals("issued"))
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private static String event(String name, long orderId) {
        return "{\"event\":\"%s\",\"data\":{\"order_id\":%d,\"certificate_id\":1}}".formatted(name, orderId);
    }

    private static String status(long orderId) {
        return records.texts("SELECT status FROM cert_order WHERE order_id = ?", orderId)
                .get(0);
    }

    private static boolean nothingToDo() {
        return records.number("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'refresh'") == 0;
    }

    private static URI address(World world) {
        return URI.create("http://localhost:" + world.variables().get("PORT") + "/certcentral/webhook");
    }

    private static int told(String secret, String body) {
        return told(address(world), secret, body);
    }

    private static int told(URI address, String secret, String body) {
        return asks(address, secret, body).statusCode();
    }

    private static HttpResponse<String> asks(URI address, String secret, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-WEBHOOK-KEY", secret)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
