package dev.certsend.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.certsend.certcentral.CertCentralFault.Kind;
import dev.certsend.secret.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertCentralFaultTest {

    private static final String KEY = "key-1234-abcd";
    private static final Duration PATIENT = Duration.ofSeconds(10);

    @RegisterExtension
    static final WireMockExtension CERTCENTRAL = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "403; access_denied|access_denied_invalid_key; Access denied due to access_denied_invalid_key.; KEY_REFUSED",
                "403; access_denied|missing_permission; no; KEY_REFUSED",
                "401; ''; ''; KEY_REFUSED",
                "404; not_found|order; The specified order was not found.; NOT_FOUND",
                "404; not_found; no; NOT_FOUND",
                "400; not_found|certificate; no; NOT_FOUND",
                "400; invalid_value:validity_years; validity_years contains an invalid value.; REFUSED",
                "400; bad_request_format; no; REFUSED",
                "400; cert_unavailable_processing; Unable to download certificate, the certificate has not yet been issued.  Try back in a bit.; NOT_ISSUED",
                "404; cert_unavailable_processing; no; NOT_ISSUED",
                "200; cert_unavailable_processing; no; NOT_ISSUED",
                "429; request_limit_exceeded; Service unavailable, please limit request volume; RATE_LIMITED",
                "503; request_limit_exceeded; no; RATE_LIMITED",
                "406; not_acceptable; no; BUSY",
                "500; internal_error; no; BUSY",
                "503; ''; ''; BUSY",
            })
    void takes_certcentrals_word_for_it(int status, String code, String message, Kind kind) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(Answers.error(code, message)));

        CertCentralFault fault = faultOf(() -> client(PATIENT).certificatePem(7));

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault)
                .hasMessageStartingWith("CertCentral, certificate 7: answered " + status + " " + code)
                .hasMessageContaining(message);
        assertThat(fault.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "403,KEY_REFUSED",
        "404,UNREADABLE",
        "406,BUSY",
        "429,RATE_LIMITED",
        "502,BUSY",
        "504,BUSY"
    })
    void takes_the_status_where_there_is_no_word(int status, Kind kind) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>proxy</html>"));

        CertCentralFault fault = faultOf(() -> client(PATIENT).order(7));

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault).hasMessage("CertCentral, order 7: answered " + status + " without a reason (text/html)");
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE,true",
        "UNCERTAIN,true",
        "BUSY,true",
        "RATE_LIMITED,true",
        "NOT_ISSUED,true",
        "UNREADABLE,true",
        "KEY_REFUSED,false",
        "NOT_FOUND,false",
        "REFUSED,false"
    })
    void says_whether_to_try_again(Kind kind, boolean worthRetrying) {
        assertThat(new CertCentralFault(kind, "").worthRetrying()).isEqualTo(worthRetrying);
    }

    @ParameterizedTest
    @CsvSource({"5,5", "0,0", "180,180"})
    void reports_how_long_to_wait(String header, long seconds) {
        answer(aResponse().withStatus(429).withHeader("Retry-After", header));

        assertThat(faultOf(() -> client(PATIENT).account()).retryAfter()).hasValue(Duration.ofSeconds(seconds));
    }

    @Test
    void reports_until_when_to_wait() {
        String hourAhead = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        answer(aResponse().withStatus(503).withHeader("Retry-After", hourAhead));

        assertThat(faultOf(() -> client(PATIENT).account()).retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60)));
    }

    @Test
    void waits_no_time_for_a_time_that_is_past() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "Sat, 01 Jan 2022 00:00:00 GMT"));

        assertThat(faultOf(() -> client(PATIENT).account()).retryAfter()).hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", "1.5"})
    void overlooks_a_wait_it_cannot_read(String header) {
        answer(aResponse().withStatus(429).withHeader("Retry-After", header));

        assertThat(faultOf(() -> client(PATIENT).account()).retryAfter()).isEmpty();
    }

    @Test
    void says_that_too_long_a_time_of_changes_was_asked_for() {
        answer(aResponse().withStatus(400).withBody(Answers.error("time_frame_too_long", "at most 10080 minutes")));

        CertCentralFault fault = faultOf(() -> client(PATIENT).statusChanges(Duration.ofDays(7)));

        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessageContaining("changes of 10080 min", "time_frame_too_long: at most 10080 minutes");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void calls_a_broken_connection_unreachable(Fault broken) {
        answer(aResponse().withFault(broken));

        assertThat(faultOf(() -> client(PATIENT).orders(0, 1000)).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void calls_a_closed_port_unreachable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        CertCentralClient client = new CertCentralClient(
                new CertCentralSettings(URI.create("http://127.0.0.1:" + port), new Secret(KEY), PATIENT),
                CallLimit.NONE);

        assertThat(faultOf(client::account).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void does_not_wait_for_a_late_head() {
        answer(okJson("{}").withFixedDelay(20_000));

        assertThat(faultOf(() -> client(Duration.ofMillis(300)).account()).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void does_not_wait_for_a_body_that_drips() {
        answer(okJson(Answers.page(Answers.ISSUED)).withChunkedDribbleDelay(20, 20_000));

        CertCentralFault fault = faultOf(() -> client(Duration.ofMillis(500)).orders(0, 1000));

        assertThat(fault.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(fault).hasMessageEndingWith("no whole answer within 500 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>sign in</html>", "{\"orders\":[{\"id\":1", "{} {}", "[]", "null", "7", "{\"id\":[1]}"
            })
    void calls_an_answer_in_another_shape_unreadable(String body) {
        answer(okForContentType("application/json", body));

        assertThat(faultOf(() -> client(PATIENT).account()).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>sign in</html>", "PK\u0003\u0004", "{}"})
    void calls_a_certificate_that_is_none_unreadable(String body) {
        answer(ok(body));

        assertThat(faultOf(() -> client(PATIENT).certificatePem(7)).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void hangs_up_on_an_endless_answer() {
        answer(ok("-----BEGIN CERTIFICATE-----" + "x".repeat(300_000)));

        CertCentralFault fault = faultOf(() -> client(PATIENT).certificatePem(7));

        assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(fault).hasMessageEndingWith("the answer is too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void follows_no_redirect_and_takes_the_key_nowhere(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", ELSEWHERE.baseUrl() + "/services/v2/account"));

        assertThat(faultOf(() -> client(PATIENT).account()).kind()).isEqualTo(Kind.REFUSED);
        ELSEWHERE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void never_prints_the_key_nor_a_line_break() {
        answer(aResponse()
                .withStatus(403)
                .withBody(Answers.error("bad", "key " + KEY + " is unknown\\r\\nINFO all is well\\u202e")));

        CertCentralFault fault = faultOf(() -> client(PATIENT).account());

        assertThat(fault)
                .hasMessage("CertCentral, account: answered 403 bad: key (secret) is unknown INFO all is well");
        assertThat(fault).hasNoCause();
    }

    @Test
    void keeps_a_long_complaint_short() {
        answer(aResponse().withStatus(400).withBody(Answers.error("bad", "x".repeat(10_000))));

        assertThat(faultOf(() -> client(PATIENT).account()).getMessage()).hasSizeLessThan(500);
    }

    @Test
    void asks_once_only() {
        answer(aResponse().withStatus(503));

        faultOf(() -> client(PATIENT).account());

        CERTCENTRAL.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThat(faultOf(() -> client(PATIENT).account()).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(Thread.interrupted()).isTrue();
    }

    @AfterEach
    void clear_the_interrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private static void answer(ResponseDefinitionBuilder response) {
        CERTCENTRAL.stubFor(any(anyUrl()).willReturn(response));
    }

    private static CertCentralFault faultOf(ThrowingCallable call) {
        CertCentralFault fault = catchThrowableOfType(CertCentralFault.class, call);
        assertThat(fault).isNotNull();
        assertThat(fault.toString()).doesNotContain(KEY);
        return fault;
    }

    private static CertCentralClient client(Duration timeout) {
        URI url = URI.create(CERTCENTRAL.baseUrl() + "/services/v2");
        return new CertCentralClient(new CertCentralSettings(url, new Secret(KEY), timeout), CallLimit.NONE);
    }
}
