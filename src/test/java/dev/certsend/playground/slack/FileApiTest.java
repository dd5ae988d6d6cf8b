package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileApiTest {

    private final SlackSettings settings = SlackSettings.example().withScopes("chat:write", "files:write", "im:write");
    private final LocalSlack slack = LocalSlack.start(settings);
    private final SampleBot bot = SampleBot.start(slack, settings);
    private final String channel = Json.text(
            (ObjectNode) bot.call(
                            "conversations.open",
                            Json.object().put("users", slack.alice().id()))
                    .path("channel"),
            "id");

    @AfterEach
    void stop() {
        bot.close();
        slack.close();
    }

    @Test
    void a_file_needs_a_name_a_length_and_an_alternative_text_that_is_not_too_long() {
        assertThat(error(begin("", "3", ""))).isEqualTo("invalid_arguments");
        assertThat(error(begin("a.csv", "", ""))).isEqualTo("invalid_arguments");
        assertThat(error(begin("a.csv", "three", ""))).isEqualTo("invalid_arguments");
        assertThat(error(begin("a.csv", "0", ""))).isEqualTo("invalid_arguments");
        assertThat(error(begin("a.csv", "3", "x".repeat(1001)))).isEqualTo("alt_txt_too_large");
        assertThat(error(begin("a.csv", "3", "x".repeat(1000)))).isEmpty();
    }

    @Test
    void exactly_the_bytes_that_were_promised_are_taken_and_only_once() throws Exception {
        ObjectNode place = begin("a.csv", "3", "");
        String url = Json.text(place, "upload_url");
        assertThat(post(url, "four")).isEqualTo(400);
        String another = Json.text(begin("a.csv", "3", ""), "upload_url");
        assertThat(post(another, "abc")).isEqualTo(200);
        assertThat(post(another, "abc")).isEqualTo(404);
        assertThat(post(slack.uiUrl() + "upload/v1/nowhere", "abc")).isEqualTo(404);
    }

    @Test
    void a_file_is_there_once_it_was_completed_and_that_happens_once() throws Exception {
        ObjectNode place = begin("a.csv", "3", "");
        String id = Json.text(place, "file_id");
        assertThat(error(complete(id, channel))).isEqualTo("file_not_found");
        assertThat(post(Json.text(place, "upload_url"), "abc")).isEqualTo(200);
        assertThat(slack.alice().directMessages()).isEmpty();
        assertThat(error(complete(id, slack.alice().id()))).isEqualTo("invalid_arguments");
        assertThat(error(complete(id, "C0SECRET004"))).isEqualTo("channel_not_found");
        assertThat(error(complete("F0NOWHERE00", channel))).isEqualTo("file_not_found");
        assertThat(error(complete(id, channel))).isEmpty();
        assertThat(slack.alice().directMessages().get(0).files().get(0).text()).isEqualTo("abc");
        assertThat(error(complete(id, channel))).isEqualTo("file_not_found");
    }

    @Test
    void without_the_scope_or_the_token_there_is_nothing() {
        slack.takesAway("files:write");
        assertThat(error(begin("a.csv", "3", ""))).isEqualTo("missing_scope");
        assertThat(error((ObjectNode) bot.call("files.completeUploadExternal", Json.object(), "Bearer xoxb-no")))
                .isEqualTo("invalid_auth");
    }

    private ObjectNode begin(String name, String length, String altText) {
        ObjectNode arguments = Json.object().put("filename", name).put("length", length);
        return (ObjectNode) bot.call("files.getUploadURLExternal", arguments.put("alt_txt", altText));
    }

    private ObjectNode complete(String id, String where) {
        ObjectNode arguments = Json.object().put("channel_id", where);
        arguments.putArray("files").addObject().put("id", id);
        return (ObjectNode) bot.call("files.completeUploadExternal", arguments);
    }

    private static String error(ObjectNode answer) {
        return Json.text(answer, "error");
    }

    private static int post(String url, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
