package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guessers, floods and crowds: who asks too much waits, who has a good link doesn't. */
@ExtendWith(Story.class)
class LinkLimitsStoryTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int AT_A_TIME = 100;

    private final Stage stage;

    LinkLimitsStoryTest(Stage stage) {
        this.stage = stage;
    }

    private String linkTo(String address) {
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), address, "downloadlink"));
        String link = Visitor.linkIn(stage.mailTo(address).parsed().text().orElseThrow());
        stage.actions(address, "mail.accepted");
        return link;
    }

    private HttpRequest request(String from, String link) {
        String base = Visitor.of(stage.world()).base();
        return HttpRequest.newBuilder(URI.create(link.startsWith("/") ? base + link : link))
                .header("X-Forwarded-For", from)
                .header("User-Agent", "curl/8.10.1")
                .build();
    }

    private static List<HttpResponse<String>> all(List<HttpRequest> requests) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i += AT_A_TIME) {
            List<CompletableFuture<HttpResponse<String>>> some =
                    requests.subList(i, Math.min(requests.size(), i + AT_A_TIME)).stream()
                            .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                            .toList();
            some.forEach(answer -> answers.add(answer.join()));
        }
        return answers;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "/d/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void ten_thousand_guesses_from_everywhere_find_nothing_and_are_answered_alike() {
        List<HttpResponse<String>> answers = all(IntStream.range(0, 10_000)
                .mapToObj(i -> request(Addresses.next(), random()))
                .toList());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    }

    @Test
    void an_office_behind_one_address_keeps_its_good_links_while_one_of_them_guesses() {
        String link = linkTo("office@limits.example");
        String office = Addresses.next();
        List<HttpResponse<String>> guesses = all(
                IntStream.range(0, 500).mapToObj(i -> request(office, random())).toList());
        assertThat(guesses).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(404, 429));
        assertThat(guesses.stream().filter(answer -> answer.statusCode() == 429))
                .hasSizeGreaterThan(300)
                .allSatisfy(answer -> {
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
                    assertThat(answer.body()).contains("Too many requests");
                });
        assertThat(all(List.of(request(office, link))).get(0).statusCode()).isEqualTo(200);
        assertThat(all(List.of(request(Addresses.next(), random()))).get(0).statusCode())
                .isEqualTo(404);
    }

    @Test
    void one_link_is_not_opened_without_end_and_others_still_are() {
        String link = linkTo("crowd@limits.example");
        String other = linkTo("calm@limits.example");
        List<HttpResponse<String>> answers = all(IntStream.range(0, 300)
                .mapToObj(i -> request(Addresses.next(), link))
                .toList());
        long shown =
                answers.stream().filter(answer -> answer.statusCode() == 200).count();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 429));
        assertThat(shown).isBetween(120L, 299L);
        assertThat(all(List.of(request(Addresses.next(), other))).get(0).statusCode())
                .isEqualTo(200);
        // Every one that was shown is written down, and none that was not.
        assertThat(stage.records().actions("crowd@limits.example").stream().filter("link.opened"::equals))
                .hasSize((int) shown);
        assertThat(stage.records()
                        .number(
                                "SELECT opened FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?",
                                "crowd@limits.example"))
                .isEqualTo(shown);
    }

    @Test
    void a_flood_from_one_address_is_turned_away_without_the_database_and_hits_nobody_else() {
        String link = linkTo("flood@limits.example");
        String flood = Addresses.next();
        List<HttpResponse<String>> answers = all(
                IntStream.range(0, 4000).mapToObj(i -> request(flood, "/d/x")).toList());
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 429))
                .hasSizeGreaterThan(1000);
        assertThat(all(List.of(request(Addresses.next(), link))).get(0).statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_became_of_requests_is_counted_without_token_or_address() {
        String link = linkTo("counted@limits.example");
        String from = Addresses.next();
        all(List.of(request(from, link), request(from, random())));
        String metrics = Visitor.of(stage.world()).opens("/metrics").body();
        assertThat(metrics)
                .contains("certsend_link_visits_total{outcome=\"page\"}")
                .contains("certsend_link_visits_total{outcome=\"miss\"}")
                .contains("certsend_link_visits_total{outcome=\"limited\"}")
                .doesNotContain(link.substring(link.lastIndexOf('/') + 1))
                .doesNotContain(from);
    }

    @Test
    void a_use_tells_who_it_was_as_far_as_the_proxies_know() {
        String link = linkTo("who@limits.example");
        String from = "198.51.100.77";
        all(List.of(request("6.6.6.6, evil.example, " + from, link)));
        assertThat(stage.records().texts("""
                        SELECT client_address || ' ' || user_agent || coalesce(reason, '') FROM audit_entry
                        WHERE recipient = ? AND action = 'link.opened'""", "who@limits.example")).containsExactly(from + " curl/8.10.1");
    }
}
