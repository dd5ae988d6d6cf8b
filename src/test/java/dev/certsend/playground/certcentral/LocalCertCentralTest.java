package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalCertCentralTest {

    @SuppressWarnings("NullAway.Init")
    private static LocalCertCentral central;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @BeforeAll
    static void start() {
        central = LocalCertCentral.start();
        central.keepLimits(false);
        api = new Api(central.url(), LocalCertCentral.KEY);
    }

    @AfterAll
    static void stop() {
        central.close();
    }

    @Test
    void lists_all_orders_a_page_at_a_time() throws Exception {
        JsonNode whole = api.json("/order/certificate");
        JsonNode page = api.json("/order/certificate?limit=30&offset=190");

        assertThat(whole.path("page")).hasToString("{\"total\":200,\"limit\":1000,\"offset\":0}");
        assertThat(whole.path("orders")).hasSize(200);
        assertThat(page.path("orders")).hasSize(10);
        assertThat(page.path("orders").get(9)).isEqualTo(whole.path("orders").get(199));
    }

    @Test
    void filters_and_sorts_the_list() throws Exception {
        JsonNode issued = api.json("/order/certificate?filters%5Bstatus%5D=issued&sort=-common_name");

        assertThat(issued.path("orders").findValuesAsText("status")).isSubsetOf("issued", "expired");
        assertThat(issued.path("orders").findValuesAsText("common_name"))
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
        assertThat(names("?filters%5Bsearch%5D=%25LEAKED")).containsExactly("leaked.brightwater.example");
        assertThat(names("?filters%5Bsearch%5D=leaked")).isEmpty();
        assertThat(names("?filters%5Bdomain_name%5D=xn--bcher-kva.example")).contains("www.bücher.example");
    }

    @Test
    void filters_by_days_and_by_several_values() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        assertThat(names("?filters%5Bvalid_till%5D=" + today + "..." + today)).contains("last-day.example.com");
        assertThat(names("?filters%5Bvalid_till%5D=%3C" + today)).doesNotContain("last-day.example.com");
        assertThat(api.json("/order/certificate?filters%5Bproduct_name_id%5D%5B0%5D=ssl_basic"
                                + "&filters%5Bproduct_name_id%5D%5B1%5D=client_premium")
                        .path("orders")
                        .findValuesAsText("product_name_id"))
                .containsOnly("ssl_basic", "client_premium");
    }

    @Test
    void filters_by_ids_and_by_the_day_of_creation() throws Exception {
        LocalOrder one = central.order("www.example.com");
        LocalOrder two = central.order("shop.example.com");
        String ids = "filters%5Bid%5D%5B0%5D=" + two.id() + "&filters%5Bid%5D%5B1%5D=" + one.id()
                + "&filters%5Bid%5D%5B2%5D=42";

        assertThat(names("?sort=order_id&" + ids)).containsExactly("shop.example.com", "www.example.com");
        assertThat(names("?sort=-order_id&" + ids)).containsExactly("www.example.com", "shop.example.com");
        assertThat(names("?filters%5Bstatus%5D=revoked&" + ids)).isEmpty();
        String day = one.createdAt().toString().substring(0, 10);
        for (String around :
                List.of(day + "..." + day, one.createdAt().toString().substring(0, 19))) {
            assertThat(names("?filters%5Bdate_created%5D=" + around + (around.length() == 19 ? "%2B00:00" : "")))
                    .contains("www.example.com")
                    .doesNotContain("shop.example.com");
        }
        assertThat(names("?filters%5Bdate_created%5D=%3E" + day)).doesNotContain("www.example.com", "shop.example.com");
        assertThat(names("?filters%5Bdate_created%5D=%3C" + day))
                .contains("shop.example.com")
                .doesNotContain("www.example.com");
    }

    @Test
    void shows_an_order_by_number_serial_number_or_thumbprint() throws Exception {
        LocalOrder order = central.order("www.example.com");
        JsonNode byNumber = api.json("/order/certificate/" + order.id());

        assertThat(api.json("/order/certificate/" + order.certificate().serial()))
                .isEqualTo(byNumber);
        assertThat(api.json("/order/certificate/"
                        + byNumber.at("/certificate/thumbprint").asText()))
                .isEqualTo(byNumber);
        assertThat(byNumber.at("/product/validation_type").asText()).isEqualTo("ov");
    }

    @Test
    void turns_away_a_wrong_key_with_the_body_that_digicert_gives() throws Exception {
        HttpResponse<String> answer = new Api(central.url(), "wrong").get("/user/me");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"errors\":[{\"code\":\"access_denied|access_denied_invalid_key\","
                        + "\"message\":\"Access denied due to access_denied_invalid_key.\"}]}");
    }

    @Test
    void lets_a_view_only_key_read_and_nothing_else() throws Exception {
        Api viewOnly = new Api(central.url(), LocalCertCentral.VIEW_ONLY_KEY);
        String note = "/order/certificate/" + central.order("www.example.com").id() + "/note";

        assertThat(viewOnly.get("/user/me").statusCode()).isEqualTo(200);
        assertThat(viewOnly.call("POST", note, "{\"text\":\"x\"}").statusCode()).isEqualTo(403);
    }

    @Test
    void keeps_notes_and_mails() throws Exception {
        LocalOrder order = central.order("shop.example.com");
        String note = "/order/certificate/" + order.id() + "/note";
        String mail = "/certificate/" + order.certificate().id() + "/sendemail";

        assertThat(api.call("POST", note, "{\"text\":\"sent by Ünal\"}").statusCode())
                .isEqualTo(201);
        assertThat(api.call("PUT", mail, "{\"emails\":[\"a@b.example\"],\"certificate_collect_format\":\"attachment\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.call("PUT", mail, "{\"emails\":[\"nobody\"]}").body()).contains("invalid_value:emails");
        assertThat(central.notes(order.id())).containsExactly("sent by Ünal");
        assertThat(api.json(note).at("/notes/0/text").asText()).isEqualTo("sent by Ünal");
        assertThat(central.sentMails()).singleElement().extracting("format").isEqualTo("attachment");
    }

    @Test
    void answers_404_for_what_is_not_there() throws Exception {
        assertThat(api.get("/order/certificate/42").body()).contains("not_found|order", "order was not found.");
        assertThat(api.get("/nowhere").body()).contains("not_found|route");
        assertThat(api.get("/certificate/42/download/format/pem_all").statusCode())
                .isEqualTo(404);
    }

    @Test
    void answers_400_for_what_it_cannot_read() throws Exception {
        String mail =
                "/certificate/" + central.order("www.example.com").certificate().id() + "/sendemail";

        assertThat(api.get("/order/certificate?limit=many").body()).contains("invalid_value:limit");
        assertThat(api.get("/order/certificate/status-changes?minutes=x").statusCode())
                .isEqualTo(400);
        assertThat(api.call("PUT", mail, "{\"emails\":{}}").statusCode()).isEqualTo(400);
        assertThat(api.call("PUT", mail, "not JSON").statusCode()).isEqualTo(400);
    }

    @Test
    void says_that_a_pending_certificate_is_not_there_yet() throws Exception {
        long certificate = central.order("new.example.com").certificate().id();

        assertThat(api.get("/certificate/" + certificate + "/download/format/pem_all")
                        .body())
                .contains("cert_unavailable_processing", "issued.  Try back in a bit.");
    }

    @Test
    void records_every_call() throws Exception {
        api.get("/account?x=%20y");

        assertThat(central.calls()).anySatisfy(call -> {
            assertThat(call.path()).isEqualTo("/account?x=%20y");
            assertThat(call.status()).isEqualTo(200);
        });
    }

    private static List<String> names(String query) throws Exception {
        return api.json("/order/certificate" + query).path("orders").findValuesAsText("common_name");
    }
}
