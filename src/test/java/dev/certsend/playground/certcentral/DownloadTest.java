package dev.certsend.playground.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {

    @SuppressWarnings("NullAway.Init")
    private static LocalCertCentral central;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @BeforeAll
    static void start() {
        central = LocalCertCentral.start(60, 1);
        central.keepLimits(false);
        api = new Api(central.url(), LocalCertCentral.KEY);
    }

    @AfterAll
    static void stop() {
        central.close();
    }

    @ParameterizedTest
    @CsvSource({
        "default, application/zip, PK",
        "apache, application/zip, PK",
        "default_cer, application/zip, PK",
        "default_pem, application/zip, PK",
        "cer, application/x-pkcs7-certificates, -----BEGIN PKCS7-----",
        "p7b, application/x-pkcs7-certificates, -----BEGIN PKCS7-----",
        "pem_all, application/x-pem-file, -----BEGIN CERTIFICATE-----",
        "pem_noroot, application/x-pem-file, -----BEGIN CERTIFICATE-----",
        "pem_nointermediate, application/x-pem-file, -----BEGIN CERTIFICATE-----"
    })
    void comes_in_nine_formats_each_with_its_type(String format, String type, String start) throws Exception {
        LocalOrder order = central.order("www.example.com");
        HttpResponse<String> file =
                api.get("/certificate/" + order.certificate().id() + "/download/format/" + format);

        assertThat(file.headers().firstValue("Content-Type")).contains(type);
        assertThat(file.body()).startsWith(start);
        assertThat(api.get("/certificate/download/order/" + order.id() + "/format/" + format)
                        .body())
                .isEqualTo(file.body());
    }

    @Test
    void knows_no_tenth_format() throws Exception {
        long certificate = central.order("www.example.com").certificate().id();

        assertThat(api.get("/certificate/" + certificate + "/download/format/jks")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void gives_the_chain_with_the_leaf_and_every_duplicate() throws Exception {
        LocalOrder order = central.orders().stream()
                .filter(o -> !o.duplicates().isEmpty())
                .findFirst()
                .orElseThrow();
        JsonNode duplicates =
                api.json("/order/certificate/" + order.id() + "/duplicate").path("certificates");
        long duplicate = duplicates.at("/0/id").asLong();
        JsonNode chain = api.json("/certificate/" + duplicate + "/chain").path("intermediates");

        assertThat(duplicates).hasSize(2);
        assertThat(duplicates.at("/0/status").asText()).isEqualTo("approved");
        assertThat(chain.at("/0/pem").asText())
                .isEqualTo(api.get("/certificate/" + duplicate + "/download/format/pem_nointermediate")
                        .body());
    }

    @Test
    void is_there_once_a_pending_order_is_issued() throws Exception {
        LocalOrder pending = central.order("approve-me.example.com");
        String file = "/certificate/download/order/" + pending.id() + "/format/pem_noroot";
        assertThat(api.get(file).statusCode()).isEqualTo(400);

        central.issue(pending.id());

        assertThat(api.get(file).statusCode()).isEqualTo(200);
        assertThat(central.order(pending.id()).certificate().id()).isPositive();
    }
}
