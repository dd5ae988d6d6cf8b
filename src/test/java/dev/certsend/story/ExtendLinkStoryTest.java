package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A link's time ends and is told; whoever sent it gives it more. */
@ExtendWith(Story.class)
class ExtendLinkStoryTest {
    private static final String ID =
            "SELECT link_id::text FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?";

    private final Stage stage;
    private final SentLinkStage links;
    private final Member alice;

    ExtendLinkStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.alice = stage.slack().alice();
    }

    @AfterEach
    void leave() {
        assertThat(stage.slack().complaints()).isEmpty();
        if (alice.hasModal()) {
            alice.modal().dismiss();
        }
    }

    @Test
    void an_end_is_told_and_an_ended_link_lives_again_with_the_token_of_its_letter() {
        links.sends("again@extend.example");
        links.confirmation("again@extend.example", "Revoke link");
        links.end("again@extend.example");
        Message ended = links.confirmation("again@extend.example", "link ended");
        assertThat(ended.offers("links_revoke_all")).isFalse();
        assertThat(ended.text()).contains("link ended");
        assertThat(links.opens("again@extend.example")).isEqualTo(404);
        Message list = links.lists(alice, "again@extend.example");
        assertThat(list.reads()).contains("ended ").doesNotContain("works until");
        assertThat(list.offers("link_revoke")).isFalse();
        lengthens(list, "again@extend.example", 7);
        links.isTold(alice, "The link sent to again@extend.example now works until");
        assertThat(links.opens("again@extend.example")).isEqualTo(200);
        links.confirmation("again@extend.example", "Revoke link");
        assertThat(stage.records()
                        .reasons("again@extend.example", "link.extended")
                        .get(0))
                .matches("until 20\\S+Z instead of 20\\S+Z, by its sender");
        assertThat(stage.records()
                        .number(
                                "SELECT count(*) FROM link WHERE link_id = ?::uuid AND end_told_at IS NULL",
                                id("again@extend.example")))
                .isEqualTo(1);
    }

    @Test
    void only_what_gains_time_is_offered_and_the_view_follows() {
        links.sends("more@extend.example");
        Modal view = links.details(alice, "more@extend.example");
        String offered = view.blocks().toString();
        assertThat(offered).contains(id("more@extend.example") + "/30", "/60", "/90");
        assertThat(offered).doesNotContain(id("more@extend.example") + "/7\"").doesNotContain("/14\"");
        String row = view.rows("link_extend").get(0);
        view.choose(row, "link_extend", id("more@extend.example") + "/90");
        await().until(() -> alice.modal().reads().contains("now works until"));
        assertThat(alice.modal().rows("link_extend")).isEmpty();
        assertThat(alice.modal().rows("link_revoke")).hasSize(1);
    }

    @Test
    void chosen_twice_at_once_it_is_extended_once() {
        links.sends("twice@extend.example");
        Message list = links.lists(alice, "twice@extend.example");
        String row = list.rows("link_extend").get(0);
        String choice = id("twice@extend.example") + "/60";
        var first = CompletableFuture.supplyAsync(() -> alice.chooses(list, row, "link_extend", choice));
        Answer second = alice.chooses(list, row, "link_extend", choice);
        assertThat(first.join().isAck() && second.isAck()).isTrue();
        await().until(() -> links.entries("twice@extend.example", "link.extended") >= 1);
        links.isTold(alice, "The link sent to twice@extend.example");
        assertThat(links.entries("twice@extend.example", "link.extended")).isEqualTo(1);
    }

    @Test
    void a_revoked_link_never_lives_again_even_for_a_list_that_is_behind_the_times() {
        links.sends("never@extend.example");
        Message list = links.lists(alice, "never@extend.example");
        String row = list.rows("link_extend").get(0);
        alice.presses(links.confirmation("never@extend.example", "Revoke link"), "links_revoke_all");
        links.confirmation("never@extend.example", "link revoked");
        alice.chooses(list, row, "link_extend", id("never@extend.example") + "/90");
        links.isTold(alice, "The link sent to never@extend.example was already revoked.");
        assertThat(links.opens("never@extend.example")).isEqualTo(404);
        assertThat(links.entries("never@extend.example", "link.extended")).isZero();
    }

    @Test
    void a_number_of_days_that_was_never_offered_changes_nothing() {
        links.sends("forged@extend.example");
        Message list = links.lists(alice, "forged@extend.example");
        lengthens(list, "forged@extend.example", 30);
        links.isTold(alice, "The link sent to forged@extend.example now works until");
        String payload = new Forger(stage.world())
                .last("block_actions")
                .replace(id("forged@extend.example") + "/30", id("forged@extend.example") + "/91");
        assertThat(payload).contains("/91");
        new Forger(stage.world()).postsPayload(payload);
        assertThat(links.entries("forged@extend.example", "link.extended")).isEqualTo(1);
        assertThat(stage.records()
                        .number(
                                "SELECT count(*) FROM link WHERE link_id = ?::uuid AND expires_at < now() + interval '31 days'",
                                id("forged@extend.example")))
                .isEqualTo(1);
    }

    @Test
    void another_member_cannot_extend_by_a_forged_press() {
        links.sends("theft@extend.example");
        Message list = links.lists(alice, "theft@extend.example");
        lengthens(list, "theft@extend.example", 30);
        links.isTold(alice, "The link sent to theft@extend.example now works until");
        Member chen = stage.slack().chen();
        long before = links.refusals(chen, "link_extend");
        Forger forger = new Forger(stage.world());
        String forged =
                forger.last("block_actions").replace(alice.id(), chen.id()).replace("/30\"", "/90\"");
        assertThat(forger.postsPayload(forged).isAck()).isTrue();
        await().until(() -> links.refusals(chen, "link_extend") == before + 1);
        assertThat(links.entries("theft@extend.example", "link.extended")).isEqualTo(1);
    }

    private void lengthens(Message list, String address, int days) {
        assertThat(alice.chooses(list, list.rows("link_extend").get(0), "link_extend", id(address) + "/" + days)
                        .isAck())
                .isTrue();
    }

    private String id(String address) {
        return stage.records().texts(ID, address).get(0);
    }
}
