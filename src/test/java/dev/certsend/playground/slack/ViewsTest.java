package dev.certsend.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private final HandClock clock = new HandClock();
    private final SlackSettings settings = SlackSettings.example().withClock(clock);
    private final LocalSlack slack = LocalSlack.start(settings);
    private final SampleBot bot = SampleBot.start(slack, settings);
    private final Member alice = slack.alice();

    @AfterEach
    void stop() {
        bot.close();
        slack.close();
    }

    @Test
    void a_trigger_serves_once() {
        String trigger = trigger();
        assertThat(error(open(trigger))).isEqualTo("exchanged_trigger_id");
        assertThat(error(open("1.2.x"))).isEqualTo("invalid_trigger_id");
    }

    @Test
    void a_trigger_serves_three_seconds() {
        alice.in("#general").types("/cert-orders"); // opens nothing
        String trigger = triggerOfLastRequest();
        clock.pass(Duration.ofMillis(3001));
        assertThat(error(open(trigger))).isEqualTo("expired_trigger_id");
    }

    @Test
    void an_update_with_an_old_hash_is_refused() {
        alice.in("#certificates").types("/cert-send");
        String old = Json.text(alice.modal().json(), "hash");
        assertThat(update(alice.modal().id(), old).path("ok").asBoolean()).isTrue();
        assertThat(error(update(alice.modal().id(), old))).isEqualTo("hash_conflict");
    }

    @Test
    void what_was_typed_survives_an_update() {
        alice.in("#certificates").types("/cert-send");
        alice.modal().fill("recipients", "ops@example.com");
        update(alice.modal().id(), "");
        assertThat(alice.modal().holds("recipients")).isEqualTo("ops@example.com");
        assertThat(alice.modal().reads()).contains("Organization");
    }

    @Test
    void a_closed_view_is_not_found_and_the_app_hears_that_it_closed() {
        alice.in("#certificates").types("/cert-send");
        Modal modal = alice.modal();
        modal.close();
        assertThat(alice.hasModal()).isFalse();
        assertThat(lastRequest()).contains("view_closed").contains("is_cleared%22%3Afalse");
        assertThat(error(update(modal.id(), ""))).isEqualTo("not_found");
    }

    @Test
    void a_stack_is_three_high_and_the_x_clears_it() {
        alice.in("#certificates").types("/cert-send");
        String root = alice.modal().id();
        assertThat(error(push())).isEmpty();
        assertThat(error(push())).isEmpty();
        assertThat(error(push())).isEqualTo("push_limit_reached");
        assertThat(Json.text(alice.modal().json(), "root_view_id")).isEqualTo(root);
        alice.modal().dismiss();
        assertThat(alice.hasModal()).isFalse();
        assertThat(lastRequest()).contains("is_cleared%22%3Atrue").contains(root);
    }

    @Test
    void an_external_id_is_taken_once() {
        alice.in("#certificates").types("/cert-send");
        update(alice.modal().id(), "", SampleForm.view("", true).put("external_id", "one"));
        slack.bruno().in("#certificates").types("/cert-send");
        JsonNode second =
                update(slack.bruno().modal().id(), "", SampleForm.view("", true).put("external_id", "one"));
        assertThat(error(second)).isEqualTo("duplicate_external_id");
    }

    @Test
    void a_view_beyond_the_limits_is_refused_with_pointers() {
        alice.in("#certificates").types("/cert-send");
        ObjectNode view = SampleForm.view("", false);
        view.set("title", SampleForm.plain("A title that is far too long"));
        JsonNode answer = update(alice.modal().id(), "", view);
        assertThat(error(answer)).isEqualTo("invalid_arguments");
        assertThat(answer.path("response_metadata").toString()).contains("[json-pointer:/view/title/text]");
    }

    private String trigger() {
        alice.in("#certificates").types("/cert-send");
        return triggerOfLastRequest();
    }

    private String triggerOfLastRequest() {
        String body = lastRequest();
        int start = body.indexOf("trigger_id=") + "trigger_id=".length();
        int end = body.indexOf('&', start);
        return body.substring(start, end < 0 ? body.length() : end);
    }

    private String lastRequest() {
        return slack.requests().get(slack.requests().size() - 1).body();
    }

    private JsonNode open(String trigger) {
        ObjectNode arguments = Json.object().put("trigger_id", trigger);
        return bot.call("views.open", arguments.set("view", SampleForm.view("", false)));
    }

    /** Gets a trigger from within the modal, and pushes with it. */
    private JsonNode push() {
        alice.modal().search("order", "www");
        alice.modal().choose("order", "10000");
        String payload = java.net.URLDecoder.decode(
                lastRequest().substring("payload=".length()), java.nio.charset.StandardCharsets.UTF_8);
        ObjectNode arguments = Json.object().put("trigger_id", Json.text(Json.parse(payload), "trigger_id"));
        return bot.call("views.push", arguments.set("view", SampleForm.view("", false)));
    }

    private JsonNode update(String id, String hash) {
        return update(id, hash, SampleForm.view("", true));
    }

    private JsonNode update(String id, String hash, ObjectNode view) {
        ObjectNode arguments = Json.object().put("view_id", id).put("hash", hash);
        return bot.call("views.update", arguments.set("view", view));
    }

    private static String error(JsonNode answer) {
        return Json.text(answer, "error");
    }
}
