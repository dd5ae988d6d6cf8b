package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.certcentral.LocalOrder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page behind the link, seen by a recipient and by others. */
@ExtendWith(Story.class)
class DownloadStoryTest {
    private static final Pattern FILE = Pattern.compile("href=\"(/d/[^\"]+\\.pem)\"");

    private final Stage stage;
    private final Visitor visitor;

    DownloadStoryTest(Stage stage) {
        this.stage = stage;
        this.visitor = Visitor.of(stage.world());
    }

    @Test
    void the_page_tells_what_the_certificate_is_and_gives_it() {
        LocalOrder order = stage.freshOrder();
        String link = linkTo("page@down.example", order);
        HttpResponse<String> page = visitor.opens(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(order.certificate().names().commonName())
                .contains(order.certificate().serial().replaceFirst("^0+", ""))
                .doesNotContain("page@down.example");
        Matcher file = FILE.matcher(page.body());
        assertThat(file.find()).isTrue();
        HttpResponse<String> pem = visitor.opens(file.group(1));
        assertThat(pem.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"[a-z0-9._-]+\\.pem\"");
        Certificates.areThoseOf(order, stage.world().certCentral(), pem.body());
        assertThat(stage.records().actions("page@down.example")).endsWith("link.opened", "link.downloaded");
    }

    @Test
    void page_and_file_open_as_often_as_one_likes_and_are_kept_by_nobody() {
        String link = linkTo("often@down.example", stage.freshOrder());
        visitor.opens(link);
        HttpResponse<String> again = visitor.opens(link);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(again.headers().firstValue("Referrer-Policy").orElse("")).isEqualTo("no-referrer");
        assertThat(again.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void a_head_request_changes_nothing() {
        String link = linkTo("head@down.example", stage.freshOrder());
        List<String> before = stage.records().actions("head@down.example");
        HttpResponse<String> head = visitor.asks("HEAD", link);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(stage.records().actions("head@down.example")).isEqualTo(before);
    }

    @Test
    void a_head_request_to_no_link_is_404_like_any_other() {
        assertThat(visitor.asks("HEAD", "/d/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    }

    @Test
    void wrong_expired_and_malformed_tokens_look_the_same() {
        String link = linkTo("expired@down.example", stage.freshOrder());
        stage.records().change("""
                UPDATE link SET expires_at = now() - interval '1 second' WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'expired@down.example')""");
        HttpResponse<String> wrong = visitor.opens("/d/" + "A".repeat(43));
        assertThat(wrong.statusCode()).isEqualTo(404);
        List<String> others = List.of(
                link,
                link + "/x.pem",
                "/d/short",
                "/d/" + "A".repeat(44),
                "/d/..%2f..%2fetc",
                "/d/" + "A".repeat(43) + "/x.pem");
        for (String other : others) {
            HttpResponse<String> answer = visitor.opens(other);
            assertThat(answer.statusCode()).as(other).isEqualTo(404);
            assertThat(answer.body()).as(other).isEqualTo(wrong.body());
            assertThat(headers(answer)).as(other).isEqualTo(headers(wrong));
        }
    }

    @Test
    void another_file_under_a_good_link_is_not_there() {
        String link = linkTo("file@down.example", stage.freshOrder());
        assertThat(visitor.opens(link + "/other.pem").statusCode()).isEqualTo(404);
        assertThat(stage.records().actions("file@down.example")).doesNotContain("link.downloaded");
    }

    @Test
    void the_token_is_nowhere_in_the_database_once_the_letter_has_left() {
        String link = linkTo("hash@down.example", stage.freshOrder());
        String token = link.substring(link.lastIndexOf('/') + 1);
        stage.actions("hash@down.example", "mail.accepted");
        for (String table : List.of("link", "delivery", "send", "audit_entry", "confirmation", "scheduled_tasks")) {
            assertThat(stage.records()
                            .number(
                                    "SELECT count(*) FROM " + table + " t WHERE t::text LIKE ? OR t::text LIKE ?",
                                    "%" + token + "%",
                                    "%" + hex(token) + "%"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void the_link_does_not_follow_the_host_header_and_the_server_says_little_of_itself() {
        HttpResponse<String> nothing = visitor.opens("/nothing/here");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.headers().firstValue("Server")).isEmpty();
        assertThat(visitor.asks("GET", "/slack/events").statusCode()).isBetween(404, 405);
        assertThat(visitor.opens("/healthz").statusCode()).isEqualTo(200);
        assertThat(visitor.opens("/readyz").statusCode()).isEqualTo(200);
    }

    private String linkTo(String address, LocalOrder order) {
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, order, address, "downloadlink"));
        String link = Visitor.linkIn(stage.mailTo(address).parsed().text().orElseThrow());
        stage.actions(address, "mail.accepted");
        return link;
    }

    private static String hex(String token) {
        return java.util.HexFormat.of().formatHex(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> all = new java.util.TreeMap<>(answer.headers().map());
        all.remove("date");
        return all;
    }
}
