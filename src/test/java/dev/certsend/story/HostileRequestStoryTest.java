package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that Slack never sent, or not so: a clear status, nothing in the database, never a fault of ours. */
@ExtendWith(Story.class)
class HostileRequestStoryTest {
    private static final String COMMAND =
            "command=%2Fcert-send&team_id=T0EXAMPLE01&user_id=U0ALICE0001&channel_id=C0CERTIFIC1&trigger_id=1&text=";

    private final Stage stage;
    private final LocalSlack slack;
    private final Forger forger;
    private List<Long> before = List.of();

    HostileRequestStoryTest(Stage stage) {
        this.stage = stage;
        this.slack = stage.slack();
        this.forger = new Forger(stage.world());
    }

    @BeforeEach
    void count() {
        before = rows();
    }

    @Test
    void without_a_signature_nothing_is_done() {
        assertThat(slack.post(COMMAND, Map.of("Content-Type", "application/x-www-form-urlencoded"))
                        .status())
                .isEqualTo(401);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void with_another_secrets_signature_nothing_is_done() {
        assertThat(slack.signed(COMMAND, now(), new Secret("---")).status()).isEqualTo(401);
        assertThat(slack.signed(COMMAND, now(), new Secret("8f742231b10e8888abcd99yyyzzz85a5"))
                        .status())
                .isEqualTo(401);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, -86_400, 302, 86_400})
    void a_signature_from_long_ago_or_from_the_future_opens_nothing(long skew) {
        assertThat(slack.signed(COMMAND, now() + skew, stage.world().signingSecret())
                        .status())
                .isEqualTo(401);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0=", "v0=00", "v1=00", "", "v0=zz", "ü"})
    void a_mangled_signature_opens_nothing(String signature) {
        Answer answer = slack.post(
                COMMAND, Map.of("X-Slack-Request-Timestamp", Long.toString(now()), "X-Slack-Signature", signature));
        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "99999999999999999999", "1e9", "1.5"})
    void a_mangled_timestamp_opens_nothing(String timestamp) {
        Answer answer = slack.post(
                COMMAND, Map.of("X-Slack-Request-Timestamp", timestamp, "X-Slack-Signature", "v0=" + "0".repeat(64)));
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void the_unsigned_certificate_probe_is_answered_with_nothing() {
        Answer answer = slack.checksSsl();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void the_probe_is_no_way_around_the_signature() {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        assertThat(slack.post("ssl_check=1&" + COMMAND, form).status()).isEqualTo(401);
        assertThat(slack.post("ssl_check=1&payload=%7B%7D", form).status()).isEqualTo(401);
        assertThat(slack.post("ssl_check=1&%70ayload=%7B%7D", form).body()).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"view_submission\",\"view\":{\"callback_id\":\"send_cert",
                "{",
                "[]",
                "null",
                "\"view_submission\"",
                "17",
                "",
                "<xml/>",
                "{}",
                "{\"type\":\"view_submission\"}",
                "{\"type\":\"block_actions\"}",
                "{\"type\":\"block_actions\",\"actions\":[]}",
                "{\"type\":\"block_suggestion\"}",
                "{\"type\":\"view_closed\"}",
                "{\"type\":\"shortcut\"}",
                "{\"type\":\"dialog_submission\"}",
                "{\"type\":[1,2]}",
                "{\"type\":\"unheard_of\"}",
                "{\"type\":\"view_submission\",\"view\":{\"callback_id\":\"send_certificate\"},\"team\":{\"id\":\"T0EXAMPLE01\"},\"user\":{\"id\":\"U0ALICE0001\"}}",
                "{\"type\":\"view_submission\",\"view\":{\"callback_id\":\"send_certificate\",\"state\":{\"values\":[]}},\"team\":{\"id\":\"T0EXAMPLE01\"},\"user\":{\"id\":\"U0ALICE0001\"}}"
            })
    void truncated_and_foreign_payloads_do_nothing(String payload) {
        assertThat(forger.postsPayload(payload).status()).isIn(200, 400);
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(before.get(0));
        assertThat(stage.records().number("SELECT count(*) FROM scheduled_tasks"))
                .isEqualTo(before.get(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "payload=%",
                "payload=%zz",
                "a=b",
                "command=",
                "command=%2Fcert-send",
                "command=%2Fcert-send&team_id=T0EXAMPLE01&user_id=U0ALICE0001",
                "command=%2Funknown&team_id=T0EXAMPLE01&user_id=U0ALICE0001",
                "\u0000\u0001\u0002"
            })
    void signed_bodies_that_are_no_request_of_slacks_do_nothing(String body) {
        assertThat(forger.posts(body).status()).isIn(200, 400);
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(before.get(0));
    }

    @Test
    void a_payload_nested_a_hundred_thousand_deep_is_refused() {
        String deep = "{\"type\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(forger.postsPayload(deep).status()).isIn(200, 400, 413);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_too_large() {
        assertThat(forger.posts(COMMAND + "x".repeat(1 << 20)).status()).isEqualTo(413);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void unknown_forms_buttons_and_pickers_are_acknowledged_and_do_nothing() {
        stage.form(slack.alice(), Stage.CHANNEL, "").search("order", "example");
        List<Long> rows = rows();
        String suggestion =
                forger.last("block_suggestion").replace("\"action_id\":\"order\"", "\"action_id\":\"other\"");
        assertThat(forger.postsPayload(suggestion).status()).isEqualTo(200);
        String submission = forger.last("block_suggestion")
                .replace("\"type\":\"block_suggestion\"", "\"type\":\"view_submission\"")
                .replace("\"callback_id\":\"send_certificate\"", "\"callback_id\":\"other\"");
        assertThat(forger.postsPayload(submission).status()).isEqualTo(200);
        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data", "image/png", "nonsense"})
    void a_wrong_content_type_is_no_trouble(String type) {
        slack.alice().in(Stage.CHANNEL).types("/cert-audit");
        var last = slack.requests().get(slack.requests().size() - 1);
        Map<String, String> headers = new java.util.HashMap<>(last.headers());
        headers.put("Content-Type", type);
        assertThat(slack.post(last.body(), headers).status()).isIn(200, 400, 415);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void the_address_of_the_app_is_verified_by_its_challenge() {
        assertThat(slack.verifiesUrl("some-challenge").body()).contains("some-challenge");
    }

    @Test
    void an_event_nobody_asked_for_and_its_retries_are_acknowledged() {
        var event = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("type", "reaction_added")
                .put("user", "U0ALICE0001");
        assertThat(slack.emits(event).status()).isEqualTo(200);
        assertThat(slack.retriesEvent(1, "http_timeout").status()).isEqualTo(200);
        assertThat(rows()).isEqualTo(before);
    }

    private List<Long> rows() {
        return List.of(
                stage.records().number("SELECT count(*) FROM send"),
                stage.records()
                        .number(
                                "SELECT count(*) FROM audit_entry WHERE action LIKE 'send.%' OR action LIKE 'access.%'"),
                stage.records().number("SELECT count(*) FROM scheduled_tasks"));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
