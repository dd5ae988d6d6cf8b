package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.slack.Faults;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done with links is told where a message can be edited; a message more is posted for a revocation alone. */
@ExtendWith(Story.class)
class LinkNewsStoryTest {
    private final Stage stage;
    private final SentLinkStage links;
    private final Member alice;
    private final Faults slackFaults;

    LinkNewsStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.alice = stage.slack().alice();
        this.slackFaults = stage.slack().faults();
    }

    @AfterEach
    void heal() {
        slackFaults.up();
    }

    @Test
    void where_the_message_cant_be_edited_a_use_is_told_nowhere_and_a_revocation_once() {
        links.sends(alice, "#ops", "ops@news.example");
        long posted = toldInOps("ops@news.example");
        use("ops@news.example");
        assertThat(toldInOps("ops@news.example")).isEqualTo(posted);
        links.end("ops@news.example");
        settled("ops@news.example");
        assertThat(toldInOps("ops@news.example")).isEqualTo(posted);
        extend("ops@news.example", 30);
        settled("ops@news.example");
        assertThat(toldInOps("ops@news.example")).isEqualTo(posted);
        links.revoke("ops@news.example");
        stage.confirmation("#ops", "ops@news.example", "opened, link revoked");
        settled("ops@news.example");
        assertThat(toldInOps("ops@news.example")).isEqualTo(posted + 1);
        assertThat(directly("ops@news.example")).isEmpty();
    }

    @Test
    void a_deleted_message_does_not_come_back_because_of_a_use_or_an_end_but_for_a_revocation() {
        links.sends("gone@news.example");
        links.confirmation("gone@news.example", "Revoke link");
        slackFaults.answer("chat.update", "message_not_found");
        use("gone@news.example");
        links.end("gone@news.example");
        settled("gone@news.example");
        assertThat(stage.told(Stage.CHANNEL, "gone@news.example")).hasSize(1);
        extend("gone@news.example", 30);
        links.revoke("gone@news.example");
        links.confirmation("gone@news.example", "link revoked");
        settled("gone@news.example");
        assertThat(stage.told(Stage.CHANNEL, "gone@news.example")).hasSize(2);
    }

    @Test
    void many_uses_are_told_in_one_edit() {
        links.sends("many@news.example");
        links.confirmation("many@news.example", "Revoke link");
        for (int i = 0; i < 6; i++) {
            links.opens("many@news.example");
        }
        stage.records().hastenConfirmations();
        Message told = links.confirmation("many@news.example", "opened");
        assertThat(told.text()).contains("accepted by the mail server · opened");
        assertThat(stage.told(Stage.CHANNEL, "many@news.example")).hasSize(1);
    }

    @Test
    void a_send_without_links_looks_as_ever() {
        stage.sendTo("plain@news.example");
        Message told = stage.confirmation(Stage.CHANNEL, "plain@news.example", "1 of 1 accepted");
        assertThat(told.offers("links_revoke_all") || told.offers("links_details"))
                .isFalse();
        assertThat(told.json()).hasSize(4);
        assertThat(told.text()).endsWith(" UTC").doesNotContain("link");
    }

    @Test
    void the_log_tells_who_used_a_link_as_far_as_http_tells() {
        links.sends("who@news.example");
        stage.records().change("""
                INSERT INTO audit_entry (entry_id, team_id, requester_id, action, recipient, client_address, user_agent)
                SELECT nextval('audit_entry_id'), team_id, requester_id, 'link.opened', 'who@news.example', '203.0.113.7', 'Evil <!channel> & `co`' FROM send
                WHERE send_id = (SELECT send_id FROM delivery WHERE recipient = 'who@news.example')""");
        String log =
                alice.in(Stage.CHANNEL).types("/cert-audit to:who@news.example").body();
        assertThat(log).contains("203.0.113.7");
        Message shown = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(shown.reads()).contains("`203.0.113.7` · `Evil &lt;!channel&gt; &amp; 'co'`");
    }

    private void use(String address) {
        assertThat(links.opens(address)).isEqualTo(200);
        stage.records().hastenConfirmations();
        settled(address);
    }

    private void extend(String address, int days) {
        Message list = links.lists(alice, address);
        String id = stage.records()
                .texts("SELECT link_id::text FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?", address)
                .get(0);
        alice.chooses(list, list.rows("link_extend").get(0), "link_extend", id + "/" + days);
        await().until(() -> links.entries(address, "link.extended") == 1);
    }

    /** Waits until every job about the send's confirmation has run, and every end was seen. */
    private void settled(String address) {
        await().until(() -> !stage.records().untold(address));
        await().until(() -> stage.records().number("""
                SELECT count(*) FROM link JOIN delivery USING (delivery_id)
                WHERE recipient = ? AND expires_at < now() AND revoked_at IS NULL AND end_told_at IS NULL""", address) == 0);
        await().until(() -> !stage.records().untold(address));
    }

    private long toldInOps(String address) {
        return stage.told("#ops", address).count();
    }

    private List<Message> directly(String address) {
        return alice.directMessages().stream()
                .filter(message -> message.reads().contains(address))
                .toList();
    }
}
