package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked of a link, in which way, and what is answered to everything else. */
@ExtendWith(Story.class)
class LinkDoorStoryTest {
    private static final String NONE = "N".repeat(43);
    private static final Map<String, String> SAFE = new TreeMap<>(Map.of(
            "cache-control", "private, no-store",
            "content-security-policy",
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-robots-tag", "noindex, nofollow, noarchive",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "strict-transport-security", "max-age=31536000"));

    private final Stage stage;
    private final RawHttp http;

    LinkDoorStoryTest(Stage stage) {
        this.stage = stage;
        this.http = RawHttp.of(stage.world());
    }

    private String pathTo(String address) {
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), address, "downloadlink"));
        String link = Visitor.linkIn(stage.mailTo(address).parsed().text().orElseThrow());
        stage.actions(address, "mail.accepted");
        return link.substring(link.indexOf("/d/"));
    }

    @Test
    void unknown_expired_revoked_and_malformed_ones_and_unknown_files_are_answered_alike() {
        String good = pathTo("good@gate.example");
        String expired = pathTo("expired@gate.example");
        String revoked = pathTo("revoked@gate.example");
        stage.records().change("""
                UPDATE link SET expires_at = now() - interval '1 second' WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'expired@gate.example')""");
        stage.records().change("""
                UPDATE link SET revoked_at = now() WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'revoked@gate.example')""");
        for (String language : List.of("en", "fr", "de,fr;q=0.5", "*", "", "x".repeat(2000), "fr-\u00e9")) {
            String asked = "Accept-Language: " + language;
            for (String method : List.of("GET", "HEAD")) {
                RawHttp.Answers unknown = http.asks(method, "/d/" + NONE, asked);
                assertThat(unknown.status()).isEqualTo(404);
                for (String other : List.of(
                        expired,
                        revoked,
                        expired + "/x.pem",
                        revoked + "/x.pem",
                        good + "/x.pem",
                        "/d/" + NONE + "/x.pem",
                        "/d/short",
                        good + "x",
                        good + "/",
                        good + "//",
                        "/d/a/b/c")) {
                    RawHttp.Answers answer = http.asks(method, other, asked);
                    assertThat(answer.status()).as(other).isEqualTo(404);
                    assertThat(answer.body()).as(other).isEqualTo(unknown.body());
                    assertThat(answer.headers()).as(other).isEqualTo(unknown.headers());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS",
                "PUT",
                "DELETE",
                "PATCH",
                "TRACE",
                "POST",
                "QUERY",
                "PROPFIND",
                "BREW",
                "get",
                "BEFORE",
                "AFTER"
            })
    void other_methods_are_refused_and_tell_nothing(String method) {
        String good = pathTo("method-" + method + "@gate.example");
        RawHttp.Answers refused = http.asks(method, good, "Content-Length: 0");
        RawHttp.Answers none = http.asks(method, "/d/" + NONE, "Content-Length: 0");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsEntry("allow", "GET, HEAD").isEqualTo(none.headers());
        assertThat(refused.body()).isEqualTo(none.body()).doesNotContain(good);
        if (!method.equals("POST")) {
            RawHttp.Answers file = http.asks(method, good + "/x.pem", "Content-Length: 0");
            assertThat(file.status()).isEqualTo(405);
            assertThat(file.headers()).containsEntry("allow", "GET, HEAD, POST");
        }
        assertThat(stage.records().actions("method-" + method + "@gate.example"))
                .doesNotContain("link.opened", "link.downloaded");
    }

    @Test
    void head_is_get_without_body_and_without_effect() {
        String good = pathTo("head@gate.example");
        RawHttp.Answers head = http.asks("HEAD", good);
        RawHttp.Answers get = http.asks("GET", good);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(without(head.headers(), "content-length")).isEqualTo(without(get.headers(), "content-length"));
        assertThat(stage.records().actions("head@gate.example").stream().filter("link.opened"::equals))
                .hasSize(1);
    }

    @Test
    void a_part_of_a_file_is_the_whole_file() {
        String good = pathTo("range@gate.example");
        RawHttp.Answers page = http.asks("GET", good, "Range: bytes=0-9", "If-Range: \"x\"");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    static List<String> odd() {
        return List.of(
                "/d/",
                "/d",
                "/d//",
                "/d///",
                "//d/TOKEN",
                "/d//TOKEN",
                "/d/TOKEN//",
                "/d/./TOKEN/.",
                "/d/../d/TOKEN/x",
                "/d/..%2fTOKEN",
                "/d/%2e%2e/TOKEN",
                "/d/%2e%2e%2fTOKEN",
                "/d/TOKEN/..%2f..%2fetc%2fpasswd",
                "/d/TOKEN/%2e%2e/%2e%2e/etc/passwd",
                "/d/..;/TOKEN",
                "/d/TOKEN;jsessionid=1",
                "/d;x=1/TOKEN",
                "/d/;/TOKEN",
                "/d/TOKEN%252f",
                "/d/%252e%252e%252fTOKEN",
                "/d/TOKEN%00",
                "/d/%00TOKEN",
                "/d/TOKEN/%00.pem",
                "/d/TOKEN%0d%0aX:%20y",
                "/d/TOKEN%20",
                "/d/TOKEN+",
                "/d/TOKEN%2f",
                "/d/TOKEN%5c..",
                "/d/TOKEN\\..",
                "/d/%c3%28TOKEN",
                "/d/%ff%feTOKEN",
                "/d/%c0%ae%c0%ae/TOKEN",
                "/d/%e2%80%aeTOKEN",
                "/d/\u00e9TOKEN",
                "/d/\u00ff\u00feTOKEN",
                "/d/%zzTOKEN",
                "/d/%TOKEN",
                "/d/TOKEN%",
                "/d/TOKEN%4",
                "/d/%u0041TOKEN",
                "/d/{token}",
                "/d/<path>",
                "/d/*",
                "/d/TOKEN/*",
                "/d/TOKEN|x",
                "/d/TOKEN\"x",
                "/d/TOKEN<script>",
                "/d/" + "A".repeat(1),
                "/d/" + "A".repeat(42),
                "/d/" + "A".repeat(44),
                "/d/" + "A".repeat(4000),
                "/d/TOKEN/" + "a/".repeat(1000),
                "/d/TOKEN/" + "a".repeat(4000),
                "/d/TOKEN?" + "a".repeat(3000) + "#x",
                "/d/TOKEN/WEB-INF/web.xml",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/nothing/TOKEN",
                "/style.css/TOKEN");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void odd_paths_are_never_a_fault_of_ours_and_never_repeated(String path) {
        String asked = path.replace("TOKEN", NONE);
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
            RawHttp.Answers answer = http.asks(method, asked, "Content-Length: 0");
            assertThat(answer.status()).as(method + answer.text()).isIn(400, 404, 405);
            bland(answer);
        }
    }

    static List<String> odder() {
        return List.of(
                "GET /d/TOKEN HTTP/1.1\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: evil.example\"><script>\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
                "GET http://evil.example/d/TOKEN HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET http://user@evil.example/d/TOKEN HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "GET d/TOKEN HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET ?/d/TOKEN HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "CONNECT TOKEN.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.0\r\n\r\n",
                "GET /d/TOKEN HTTP/0.9\r\n\r\n",
                "GET /d/TOKEN HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET /d/TOKEN HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /d/TOKEN XYZZY\r\nHost: a\r\n\r\n",
                "GET  /d/TOKEN  HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /d/TOKEN\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000TOKEN\r\n\r\n",
                "G\u0000ET /d/TOKEN HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /d/TO\u0000KEN HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nX: \u0000TOKEN\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nNo colon TOKEN\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\n folded: TOKEN\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(3000) + "\r\n",
                "GET /d/" + "A".repeat(9000) + "TOKEN HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /" + "A".repeat(100_000) + "TOKEN HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nContent-Length: TOKEN\r\n\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nTOKEN\r\n",
                "POST /d/TOKEN/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: TOKEN\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nExpect: TOKEN\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Version: TOKEN\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nAccept-Language: " + "en,".repeat(2000)
                        + "\r\nConnection: close\r\n\r\n",
                "GET /d/TOKEN HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + "9".repeat(7000)
                        + "\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Forwarded-Proto: gopher\r\nForwarded: for=TOKEN;host=evil.example\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("odder")
    void what_is_hardly_http_gets_a_bland_answer_or_none(String bytes) {
        RawHttp.Answers answer = http.says(bytes.replace("TOKEN", NONE));
        if (!answer.text().isEmpty()) {
            assertThat(answer.status()).as(answer.text()).isIn(400, 404, 405, 413, 414, 417, 426, 431, 501, 505);
            bland(answer);
        }
    }

    @Test
    void pages_do_not_depend_on_what_the_client_calls_us() {
        String good = pathTo("host@gate.example");
        String page = http.asks("GET", good).body();
        String other = http.says("GET " + good + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Forwarded-Proto: gopher\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n")
                .body();
        assertThat(other).isEqualTo(page).doesNotContain("evil");
    }

    @Test
    void requests_one_behind_the_other_are_answered_in_order() {
        String good = pathTo("pipe@gate.example");
        String one = " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + Addresses.next() + "\r\n";
        List<String> requests = List.of("GET " + good, "GET /d/" + NONE, "HEAD " + good, "PUT " + good);
        RawHttp.Answers answers = http.says(
                String.join(one + "\r\n", requests) + one + "\r\nGET " + good + one + "Connection: close\r\n\r\n");
        assertThat(answers.statuses()).containsExactly(200, 404, 200, 405, 200);
    }

    private static void bland(RawHttp.Answers answer) {
        assertThat(answer.text())
                .doesNotContain(NONE)
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("javalin")
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("evil");
        assertThat(answer.headers())
                .containsAllEntriesOf(SAFE)
                .doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> left = new TreeMap<>(headers);
        left.remove(name);
        return left;
    }
}
