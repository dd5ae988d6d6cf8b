package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that were given a number of downloads: only a press takes one, and nobody gets one more. */
@ExtendWith(Story.class)
class CountedDownloadStoryTest {
    private final Stage stage;
    private final Recipient recipient;

    CountedDownloadStoryTest(Stage stage) {
        this.stage = stage;
        this.recipient = Recipient.of(stage.world());
    }

    @Test
    void a_scanner_that_follows_every_address_twice_takes_nothing_from_the_person_after_it() {
        String link = Recipient.countedLinkTo(stage, "scanned@counted.example", 1);
        String page = recipient.reads(link);
        assertThat(Recipient.linked(page)).isEmpty();
        List<String> files = Recipient.pressed(page);
        assertThat(files).hasSize(6);
        double refused = visits("refused");
        double pages = visits("page");
        for (String method : List.of("GET", "HEAD", "GET", "HEAD")) {
            recipient.asks(method, link);
            for (String file : files) {
                HttpResponse<byte[]> answer = recipient.asks(method, file);
                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).contains("POST");
            }
        }
        assertThat(visits("refused")).isEqualTo(refused + 24);
        assertThat(visits("page")).isEqualTo(pages + 4);
        assertThat(recipient.reads(files.get(0))).contains("curl -OJ -X POST " + link + "/");
        assertThat(downloaded("scanned@counted.example")).isZero();
        assertThat(recipient.reads(link)).contains("Downloads left: 1 of 1");

        HttpResponse<byte[]> given = recipient.asks("POST", files.get(0));
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(Certificates.in(Recipient.text(given))).isNotEmpty();
        assertThat(stage.records().actions("scanned@counted.example")).endsWith("link.downloaded");
    }

    @Test
    void when_all_are_used_the_page_says_so_and_a_further_press_leads_to_it() {
        String link = Recipient.countedLinkTo(stage, "used@counted.example", 1);
        String file = Recipient.pressed(recipient.reads(link)).get(0);
        assertThat(recipient.asks("POST", file).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> refused = recipient.asks("POST", file);
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(refused.headers().firstValue("Location")).contains(link.substring(link.indexOf("/d/")));
        assertThat(refused.body()).isEmpty();
        assertThat(recipient.asks("POST", link + "/x.pem").statusCode()).isEqualTo(404);
        String page = recipient.reads(link);
        assertThat(page).contains("This link has no downloads left", "SHA-256").doesNotContain("<form", "<button");
        assertThat(downloaded("used@counted.example")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", ""})
    void a_press_is_answered_alike_to_the_byte_whatever_the_reason_is_that_it_gives_nothing(String language) {
        String domain = "@press" + language + ".example";
        String revoked = fileOf("revoked" + domain);
        new SentLinkStage(stage).revoke("revoked" + domain);
        String expired = fileOf("expired" + domain);
        new SentLinkStage(stage).end("expired" + domain);
        String good = fileOf("good" + domain);

        RawHttp http = RawHttp.of(stage.world());
        String asked = "Accept-Language: " + language;
        String unknown = "/d/" + "N".repeat(43) + "/x.pem";
        RawHttp.Answers none = http.asks("POST", unknown, asked, "Content-Length: 0");
        assertThat(none.status()).isEqualTo(404);
        for (String file : List.of(revoked, expired, "/d/short/x.pem", good.replaceAll("[^/]+$", "x.pem"))) {
            RawHttp.Answers answer = http.asks("POST", file, asked, "Content-Length: 0");
            assertThat(answer.body()).as(file).isEqualTo(none.body());
            assertThat(answer.headers()).as(file).isEqualTo(none.headers());
            assertThat(answer.status()).as(file).isEqualTo(404);
        }
        for (String gone : List.of(revoked, expired)) {
            String page = gone.substring(0, gone.lastIndexOf('/'));
            for (String path : List.of(page, gone)) {
                assertThat(http.asks("GET", path, asked).body()).as(path).isEqualTo(none.body());
                assertThat(http.asks("GET", path, asked).headers()).as(path).isEqualTo(none.headers());
            }
        }
    }

    private String fileOf(String address) {
        return Recipient.pressed(recipient.reads(Recipient.countedLinkTo(stage, address, 1)))
                .get(0);
    }

    @Test
    void of_many_who_press_at_once_exactly_as_many_get_one_as_there_are() {
        String link = Recipient.countedLinkTo(stage, "crowd@counted.example", 5);
        List<String> files = Recipient.pressed(recipient.reads(link));
        List<CompletableFuture<Integer>> presses = Stream.concat(files.stream(), files.stream())
                .map(recipient::presses)
                .toList();
        List<Integer> answers =
                presses.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(answers).containsExactly(200, 200, 200, 200, 200, 303, 303, 303, 303, 303, 303, 303);
        assertThat(downloaded("crowd@counted.example")).isEqualTo(5);
        assertThat(stage.records().actions("crowd@counted.example").stream()
                        .filter("link.downloaded"::equals)
                        .count())
                .isEqualTo(5);
    }

    @Test
    void a_revoked_link_gives_nothing_however_many_downloads_are_left() {
        String link = Recipient.countedLinkTo(stage, "revoked@counted.example", 5);
        String file = Recipient.pressed(recipient.reads(link)).get(0);
        new SentLinkStage(stage).revoke("revoked@counted.example");
        assertThat(recipient.asks("POST", file).statusCode()).isEqualTo(404);
        assertThat(downloaded("revoked@counted.example")).isZero();
    }

    private long downloaded(String address) {
        return stage.records()
                .number("SELECT downloaded FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?", address);
    }

    private double visits(String outcome) {
        String name = "certsend_link_visits_total{outcome=\"" + outcome + "\"} ";
        return recipient
                .reads("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
