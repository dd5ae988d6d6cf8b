package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
