package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebApiTest {

    private final SlackSettings settings = SlackSettings.example().withClock(new HandClock());
    private final LocalSlack slack = LocalSlack.start(settings);
    private final SampleBot bot = SampleBot.start(slack, settings);

    @AfterEach
    void stop() {
        bot.close();
        slack.close();
    }

    @Test
    void knows_its_token() {
        assertThat(Json.text(bot.call("auth.test", Json.object()), "team_id")).isEqualTo(settings.teamId());
        assertThat(Json.text(bot.call("auth.test", Json.object(), ""), "error")).isEqualTo("not_authed");
        assertThat(Json.text(bot.call("auth.test", Json.object(), "Bearer xoxb-other"), "error"))
                .isEqualTo("invalid_auth");
        assertThat(Json.text(bot.call("chat.shout", Json.object()), "error")).isEqualTo("unknown_method");
    }

    @ParameterizedTest
    @CsvSource({
        "C0CERTIFIC1, ''",
        "#general, ''",
        "U0ALICE0001, ''",
        "U0GINA00004, ''",
        "C0OPS000003, not_in_channel",
        "C0SECRET004, channel_not_found",
        "D0ALIBRUNO6, channel_not_found",
        "C0OLD000005, is_archived",
        "C0NOWHERE00, channel_not_found",
        "U0STEFAN007, channel_not_found",
        "U0ROBBIE006, cannot_dm_bot"
    })
    void posts_only_where_the_app_may(String channel, String error) {
        assertThat(Json.text(say(channel, "hello"), "error")).isEqualTo(error);
    }

    @Test
    void refuses_a_message_that_says_nothing_and_blocks_beyond_the_limits() {
        assertThat(Json.text(say("C0CERTIFIC1", ""), "error")).isEqualTo("no_text");
        ObjectNode post = Json.object().put("channel", "C0CERTIFIC1");
        post.putArray("blocks").addObject().put("type", "section");
        var answer = bot.call("chat.postMessage", post);
        assertThat(Json.text(answer, "error")).isEqualTo("invalid_blocks");
        assertThat(answer.toString()).contains("[json-pointer:/blocks/0]");
    }

    @Test
    void edits_the_apps_own_messages_and_no_others() {
        slack.bruno().in("#certificates").types("mine");
        ObjectNode update = Json.object().put("channel", "C0CERTIFIC1").put("text", "changed");
        update.put("ts", slack.channel("#certificates").lastMessage().ts());
        assertThat(Json.text(bot.call("chat.update", update), "error")).isEqualTo("cant_update_message");
        update.put("ts", Json.text(say("C0CERTIFIC1", "first"), "ts"));
        assertThat(bot.call("chat.update", update).path("ok").asBoolean()).isTrue();
        assertThat(slack.channel("#certificates").lastMessage().text()).isEqualTo("changed");
        update.put("text", "x".repeat(4001));
        assertThat(Json.text(bot.call("chat.update", update), "error")).isEqualTo("msg_too_long");
        update.put("ts", "1.000000");
        update.put("text", "x");
        assertThat(Json.text(bot.call("chat.update", update), "error")).isEqualTo("message_not_found");
    }

    @Test
    void shows_an_ephemeral_message_to_one_person_in_the_channel() {
        ObjectNode post = Json.object()
                .put("channel", "C0CERTIFIC1")
                .put("text", "psst")
                .put("user", slack.alice().id());
        assertThat(bot.call("chat.postEphemeral", post).path("ok").asBoolean()).isTrue();
        assertThat(slack.alice().sees("#certificates"))
                .extracting(Message::text)
                .containsExactly("psst");
        assertThat(slack.bruno().in("#certificates").messages()).isEmpty();
        assertThat(slack.channel("#certificates").messages()).isEmpty();
        post.put("channel", "C0GENERAL02").put("user", slack.una().id());
        assertThat(Json.text(bot.call("chat.postEphemeral", post), "error")).isEqualTo("user_not_in_channel");
    }

    @Test
    void tells_the_language_of_colleagues_but_not_of_strangers_nor_any_address() {
        var bruno = bot.call(
                "users.info", Json.object().put("user", slack.bruno().id()).put("include_locale", true));
        assertThat(Json.text(bruno.path("user"), "locale")).isEqualTo("fr-FR");
        assertThat(bruno.path("user").path("profile").has("email")).isFalse();
        var stefan = bot.call(
                "users.info", Json.object().put("user", slack.stefan().id()).put("include_locale", true));
        assertThat(stefan.path("user").has("locale")).isFalse();
        assertThat(stefan.path("user").path("is_stranger").asBoolean()).isTrue();
        var gina = bot.call("users.info", Json.object().put("user", slack.gina().id()));
        assertThat(gina.path("user").path("is_restricted").asBoolean()).isTrue();
        assertThat(gina.path("user").has("locale")).isFalse();
        assertThat(Json.text(bot.call("users.info", Json.object().put("user", "U0NOBODY000")), "error"))
                .isEqualTo("user_not_found");
    }

    @Test
    void tells_addresses_only_while_the_app_has_the_scope() {
        assertThat(address(slack.alice())).isEmpty();
        slack.grants("users:read.email");
        assertThat(address(slack.alice())).isEqualTo("alice@example.com");
        assertThat(address(slack.gina())).isEqualTo("gina@agency.example");
        for (String name : new String[] {"noor", "robbie", "stefan"}) {
            assertThat(address(slack.member(name))).as(name).isEmpty();
        }
        slack.takesAway("users:read.email");
        assertThat(address(slack.alice())).isEmpty();
    }

    @Test
    void says_with_each_answer_what_the_token_may_do() {
        String token = "Bearer " + settings.botToken().value();
        assertThat(scopes("auth.test", token)).containsExactlyInAnyOrder("commands", "chat:write", "users:read");
        slack.reinstalls("chat:write", "users:read.email");
        assertThat(scopes("auth.test", token)).containsExactlyInAnyOrder("chat:write", "users:read.email");
        assertThat(scopes("users.info", token)).containsExactlyInAnyOrder("chat:write", "users:read.email");
        assertThat(bot.raw("auth.test", Json.object(), "Bearer xoxb-other")
                        .headers()
                        .firstValue("x-oauth-scopes"))
                .isEmpty();
    }

    private String[] scopes(String method, String token) {
        return bot.raw(method, Json.object(), token)
                .headers()
                .firstValue("x-oauth-scopes")
                .orElseThrow()
                .split(",", -1);
    }

    private String address(Member who) {
        var answer = bot.call("users.info", Json.object().put("user", who.id()));
        assertThat(answer.path("ok").asBoolean()).isTrue();
        return Json.text(answer.path("user").path("profile"), "email");
    }

    @Test
    void names_the_scope_that_is_missing() {
        var answer = bot.call("conversations.info", Json.object().put("channel", "C0CERTIFIC1"));
        assertThat(Json.text(answer, "error")).isEqualTo("missing_scope");
        assertThat(Json.text(answer, "needed")).isEqualTo("channels:read");
    }

    @Test
    void takes_forms_as_the_java_client_sends_them() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(slack.apiUrl().resolve("chat.postMessage"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + settings.botToken().value())
                .POST(HttpRequest.BodyPublishers.ofString("channel=C0CERTIFIC1&text=a%20%26amp%3B%20%C3%A9"))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(slack.channel("#certificates").lastMessage().text()).isEqualTo("a &amp; é");
        assertThat(slack.calls("chat.postMessage")).singleElement().matches(ApiCall::isOk);
    }

    @Test
    void limits_the_rate_when_told_to() {
        slack.faults().rateLimited("chat.postMessage", 7);
        var limited = bot.raw(
                "chat.postMessage",
                message("C0CERTIFIC1", "x"),
                "Bearer " + settings.botToken().value());
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
        slack.faults().up();
        slack.faults().pacing();
        assertThat(say("C0CERTIFIC1", "one").path("ok").asBoolean()).isTrue();
        assertThat(Json.text(say("C0CERTIFIC1", "two"), "error")).isEqualTo("ratelimited");
        assertThat(say("C0GENERAL02", "other").path("ok").asBoolean()).isTrue();
        ((HandClock) settings.clock()).pass(Duration.ofSeconds(1));
        assertThat(say("C0CERTIFIC1", "three").path("ok").asBoolean()).isTrue();
    }

    @Test
    void fails_as_it_is_told() {
        slack.faults().answer("chat.postMessage", "internal_error");
        assertThat(Json.text(say("C0CERTIFIC1", "x"), "error")).isEqualTo("internal_error");
        slack.faults().up();
        slack.faults().down();
        assertThat(bot.raw("auth.test", Json.object(), "").statusCode()).isEqualTo(503);
        slack.faults().up();
        assertThat(slack.channel("#certificates").messages()).isEmpty();
    }

    @Test
    void obeys_though_the_answer_is_lost() {
        slack.faults().acceptedButAnswerLost("chat.postMessage");
        assertThatThrownBy(() -> say("C0CERTIFIC1", "once")).isInstanceOf(UncheckedIOException.class);
        assertThat(slack.channel("#certificates").messages()).hasSize(1);
        assertThat(say("C0CERTIFIC1", "again").path("ok").asBoolean()).isTrue();
    }

    @Test
    void obeys_at_once_though_the_answer_is_slow() {
        slack.faults().slow(Duration.ofMillis(300));
        long start = System.nanoTime();
        assertThat(say("C0CERTIFIC1", "slow").path("ok").asBoolean()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_response_url_serves_five_times_and_thirty_minutes() {
        slack.alice().in("#ops").types("/cert-send help");
        URI url = responseUrl();
        for (int i = 0; i < 5; i++) {
            assertThat(respond(url, Json.object().put("text", "use " + i)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(respond(url, Json.object().put("text", "x")).body()).contains("used_url");
        assertThat(slack.alice().sees("#ops")).hasSize(6);
        slack.alice().in("#secret").types("/cert-send help");
        URI late = responseUrl();
        assertThat(respond(late, Json.object().put("text", "all").put("response_type", "in_channel"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(slack.channel("#secret").lastMessage().text()).isEqualTo("all");
        ((HandClock) settings.clock()).pass(Duration.ofMinutes(31));
        assertThat(respond(late, Json.object().put("text", "x")).body()).contains("expired_url");
    }

    private URI responseUrl() {
        String body = slack.requests().get(slack.requests().size() - 1).body();
        String field = java.util.Arrays.stream(body.split("&", -1))
                .filter(f -> f.startsWith("response_url="))
                .findFirst()
                .orElseThrow();
        return URI.create(java.net.URLDecoder.decode(field.substring(13), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> respond(URI url, ObjectNode body) {
        try {
            return HttpClient.newHttpClient().send(SampleBot.post(url, body, ""), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private com.fasterxml.jackson.databind.JsonNode say(String channel, String text) {
        return bot.call("chat.postMessage", message(channel, text));
    }

    private static ObjectNode message(String channel, String text) {
        return Json.object().put("channel", channel).put("text", text);
    }
}
