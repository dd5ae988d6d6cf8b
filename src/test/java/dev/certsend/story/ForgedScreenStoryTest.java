package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shown after a press is authorised like the thing itself, whatever the press says of where it stood. */
@ExtendWith(Story.class)
class ForgedScreenStoryTest {
    private static final String ID =
            "SELECT link_id::text FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?";
    private static final String SEND = "SELECT send_id::text FROM delivery WHERE recipient = ?";
    private static final String ALL = "/cert-send links all";

    private final Stage stage;
    private final SentLinkStage links;
    private final Forger forger;
    private final Member chen;

    ForgedScreenStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.forger = new Forger(stage.world());
        this.chen = stage.slack().chen();
    }

    @Test
    void a_press_on_no_link_does_not_bring_everybodys() {
        links.sends("secret@screen.example");
        links.sends(chen, Stage.CHANNEL, "mine@screen.example");
        Message list = links.lists(chen, "mine@screen.example");
        chen.presses(list, "link_revoke");
        links.isTold(chen, "The link sent to mine@screen.example is revoked.");
        long before = links.refusals(chen, ALL);
        String pressed = forger.last("block_actions");
        String forged = pressed.replace(" 0 mine@screen.example\"", " 0 all screen.example\"")
                .replace(link("mine@screen.example"), UUID.randomUUID().toString());
        assertThat(forged).isNotEqualTo(pressed).contains(" 0 all screen.example\"");
        assertThat(forger.postsPayload(forged).isAck()).isTrue();
        await().until(() -> links.refusals(chen, ALL) == before + 1);
        links.isTold(chen, "There is no such link.");
        assertThat(chen.sees()).noneMatch(message -> message.reads().contains("Everybody's download links"));
    }

    @Test
    void a_press_on_ones_own_link_does_not_bring_everybodys() {
        links.sends(chen, Stage.CHANNEL, "own@screen.example", "own2@screen.example");
        Message list = links.lists(chen, "own@screen.example");
        chen.presses(list, "link_revoke");
        links.isTold(chen, "The link sent to own@screen.example is revoked.");
        long before = links.refusals(chen, ALL);
        String pressed = forger.last("block_actions");
        String forged = pressed.replace(" 0 own@screen.example\"", " 0 all\"")
                .replace(link("own@screen.example"), link("own2@screen.example"));
        assertThat(forged).contains(" 0 all\"");
        forger.postsPayload(forged);
        await().until(() -> links.refusals(chen, ALL) == before + 1);
        links.isTold(chen, "The link sent to own2@screen.example is revoked.");
        assertThat(chen.sees()).noneMatch(message -> message.reads().contains("Everybody's download links"));
    }

    @Test
    void a_former_admins_list_of_all_is_not_shown_again() {
        chen.becomesAdminUnseen();
        try {
            links.sends(chen, Stage.CHANNEL, "former@screen.example");
            chen.in(Stage.CHANNEL).types(ALL + " former@screen.example");
            links.isTold(chen, "Everybody's download links");
        } finally {
            chen.becomesNoAdmin();
        }
        Message list = chen.lastEphemeral(Stage.CHANNEL);
        long before = links.refusals(chen, ALL);
        chen.presses(list, "link_revoke");
        links.isTold(chen, "The link sent to former@screen.example is revoked.");
        await().until(() -> links.refusals(chen, ALL) == before + 1);
        assertThat(chen.sees())
                .noneMatch(message -> message.reads().contains("Everybody's download links")
                        && message.reads().contains("is revoked."));
    }

    @Test
    void a_view_does_not_turn_into_another_sends() {
        links.sends("theirs@screen.example");
        links.sends(chen, Stage.CHANNEL, "v1@screen.example", "v2@screen.example");
        Modal view = links.details(chen, "v1@screen.example");
        view.presses(view.row("v1@screen.example", "link_revoke"), "link_revoke");
        await().until(() -> chen.modal().reads().contains("The link sent to v1@screen.example is revoked."));
        String forged = forger.last("block_actions")
                .replace(send("v1@screen.example"), send("theirs@screen.example"))
                .replace(link("v2@screen.example"), "the first")
                .replace(link("v1@screen.example"), link("v2@screen.example"))
                .replace("the first", link("v1@screen.example"));
        assertThat(forged).contains(send("theirs@screen.example"));
        assertThat(forger.postsPayload(forged).isAck()).isTrue();
        await().until(() -> chen.modal().reads().contains("The link sent to v2@screen.example is revoked."));
        assertThat(chen.modal().reads()).doesNotContain("theirs@screen.example");
        assertThat(chen.modal().rows("send_again")).isEmpty();
        chen.modal().dismiss();
    }

    private String link(String address) {
        return stage.records().texts(ID, address).get(0);
    }

    private String send(String address) {
        return stage.records().texts(SEND, address).get(0);
    }
}
