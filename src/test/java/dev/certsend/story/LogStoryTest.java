package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator reads: never what people typed, never a token. */
@ExtendWith(Story.class)
class LogStoryTest {
    private final Stage stage;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    LogStoryTest(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setOut(before);
    }

    @Test
    void what_a_person_typed_is_not_logged_even_where_it_makes_the_database_stumble() {
        stage.slack().alice().in(Stage.CHANNEL).types("/cert-send confidential-word\u0000");
        stage.slack().alice().in(Stage.CHANNEL).types("/cert-audit to:confidential-word\u0000@log.example");
        assertThat(logged()).doesNotContain("confidential-word");
    }

    @Test
    void neither_message_nor_link_nor_secret_is_logged_on_the_way_of_a_send() {
        stage.send(stage.filled(
                        stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), "way@log.example", "downloadlink")
                .fill("message", "confidential-word"));
        String link =
                Visitor.linkIn(stage.mailTo("way@log.example").parsed().text().orElseThrow());
        stage.actions("way@log.example", "mail.accepted");
        assertThat(Visitor.of(stage.world()).opens(link).statusCode()).isEqualTo(200);
        assertThat(logged())
                .contains("took on send")
                .doesNotContain("confidential-word")
                .doesNotContain(link.substring(link.lastIndexOf('/') + 1))
                .doesNotContain(stage.world().signingSecret().value())
                .doesNotContain(String.valueOf(stage.world().variables().get("SLACK_BOT_TOKEN")));
    }

    @Test
    void no_request_for_a_link_however_hostile_puts_its_token_into_the_log() {
        stage.send(stage.filled(
                stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), "door@log.example", "downloadlink"));
        String link =
                Visitor.linkIn(stage.mailTo("door@log.example").parsed().text().orElseThrow());
        stage.actions("door@log.example", "mail.accepted");
        String token = link.substring(link.lastIndexOf('/') + 1);
        RawHttp http = RawHttp.of(stage.world());
        List<String> asked = new ArrayList<>(LinkDoorStoryTest.odd());
        asked.addAll(List.of("/d/TOKEN", "/d/TOKEN/x.pem", "/d/TOKEN/", "/TOKEN"));
        asked.forEach(path -> List.of("GET", "HEAD", "POST", "BREW")
                .forEach(method -> http.asks(method, path.replace("TOKEN", token), "Referer: " + link)));
        LinkDoorStoryTest.odder().forEach(bytes -> http.says(bytes.replace("TOKEN", token)));
        assertThat(logged()).doesNotContain(token);
    }

    @Test
    void a_database_that_fails_in_the_middle_is_told_of_without_the_token() {
        stage.send(stage.filled(
                stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), "half@log.example", "downloadlink"));
        String link =
                Visitor.linkIn(stage.mailTo("half@log.example").parsed().text().orElseThrow());
        stage.actions("half@log.example", "mail.accepted");
        String token = link.substring(link.lastIndexOf('/') + 1);
        String file =
                Recipient.linked(Visitor.of(stage.world()).opens(link).body()).get(0);
        for (List<String> broken : List.of(
                List.of("last_used_at", "/d/" + token), List.of("token_sha256", file), List.of("last_used_at", file))) {
            stage.records().change("ALTER TABLE link RENAME COLUMN " + broken.get(0) + " TO away");
            RawHttp.Answers answer;
            try {
                answer = RawHttp.of(stage.world()).asks("GET", broken.get(1));
            } finally {
                stage.records().change("ALTER TABLE link RENAME COLUMN away TO " + broken.get(0));
            }
            assertThat(answer.status()).as(broken.toString()).isEqualTo(503);
            assertThat(answer.body()).contains("</html>");
            assertThat(answer.headers())
                    .containsKey("retry-after")
                    .doesNotContainKeys("content-disposition", "accept-ranges")
                    .containsEntry(
                            "content-length", Integer.toString(answer.body().length()))
                    .containsEntry("cache-control", "private, no-store")
                    .containsEntry("referrer-policy", "no-referrer");
            assertThat(answer.text()).doesNotContain(token).doesNotContain("Exception");
        }
        assertThat(logged()).contains("a GET request failed").doesNotContain(token);
        assertThat(Visitor.of(stage.world()).opens(link).statusCode()).isEqualTo(200);
        assertThat(stage.records().actions("half@log.example").stream().filter("link.opened"::equals))
                .hasSize(2);
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
