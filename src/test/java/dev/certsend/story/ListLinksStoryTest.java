package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /cert-send links}: what one sent, or everybody did, page by page. */
@ExtendWith(Story.class)
class ListLinksStoryTest {
    private final Stage stage;
    private final SentLinkStage links;
    private final Member alice;

    ListLinksStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.alice = stage.slack().alice();
    }

    @AfterEach
    void nothing_was_disliked() {
        assertThat(stage.slack().complaints()).isEmpty();
    }

    @Test
    void pages_are_turned_in_place_and_a_press_keeps_its_page() {
        links.sends(
                "p1@pages.example",
                "p2@pages.example",
                "p3@pages.example",
                "p4@pages.example",
                "p5@pages.example",
                "p6@pages.example");
        Message list = links.lists(alice, "@pages.example");
        assertThat(list.rows("link_revoke")).hasSize(5);
        assertThat(list.reads()).contains("p1@", "p5@").doesNotContain("p6@");
        alice.presses(list, "links_older");
        await().until(() -> alice.lastEphemeral(Stage.CHANNEL).reads().contains("p6@"));
        Message older = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(older.ts()).isEqualTo(list.ts());
        assertThat(older.rows("link_revoke")).hasSize(1);
        assertThat(older.offers("links_older")).isFalse();
        alice.presses(older, "link_revoke");
        await().until(() -> alice.lastEphemeral(Stage.CHANNEL).reads().contains("p6@pages.example is revoked"));
        Message after = alice.lastEphemeral(Stage.CHANNEL);
        assertThat(after.rows("link_revoke")).isEmpty();
        assertThat(after.text()).contains("p6@pages.example is revoked", "revoked by");
        alice.presses(after, "links_newer");
        await().until(() -> alice.lastEphemeral(Stage.CHANNEL).reads().contains("p1@"));
    }

    @Test
    void words_are_parts_of_name_recipient_and_order_and_all_must_fit() {
        LocalOrder order = links.sends("find_me@words.example", "percent@words.example");
        String name = order.certificate().names().commonName();
        assertThat(links.lists(alice, order.id() + " find_me@words.example").rows("send_again"))
                .hasSize(1);
        assertThat(links.lists(alice, name.substring(1, 6) + " words.example").rows("send_again"))
                .hasSize(2);
        assertThat(links.lists(alice, "find_me").rows("send_again")).hasSize(1);
        assertThat(links.lists(alice, "percent@words.exampl_").rows("send_again"))
                .isEmpty();
        assertThat(links.lists(alice, "%").reads()).contains("There are no links here");
        assertThat(links.lists(alice, "find_me nothing").reads()).contains("There are no links here");
        assertThat(links.lists(alice, "' OR 1=1 --").reads()).contains("There are no links here");
    }

    @Test
    void one_sees_ones_own_alone_and_an_admin_everybodys() {
        links.sends("own@all.example");
        Member bruno = stage.slack().bruno();
        assertThat(links.lists(bruno, "own@all.example").reads()).contains("Aucun lien des 90 derniers jours");
        long before = links.refusals(bruno, "/cert-send links all");
        assertThat(bruno.in(Stage.CHANNEL)
                        .types("/cert-send links all own@all.example")
                        .isAck())
                .isTrue();
        await().until(() -> links.refusals(bruno, "/cert-send links all") == before + 1);
        Member noor = stage.slack().noor();
        noor.in(Stage.CHANNEL).types("/cert-send links all own@all.example");
        links.isTold(noor, "own@all.example");
        Message seen = noor.lastEphemeral(Stage.CHANNEL);
        assertThat(seen.reads()).contains("Everybody's download links", "sent by <@" + alice.id() + ">");
        noor.presses(seen, "link_revoke");
        links.isTold(noor, "The link sent to own@all.example is revoked.");
        assertThat(links.opens("own@all.example")).isEqualTo(404);
    }

    @Test
    void a_list_of_all_is_not_turned_by_who_is_no_admin() {
        links.sends(
                "t1@turn.example",
                "t2@turn.example",
                "t3@turn.example",
                "t4@turn.example",
                "t5@turn.example",
                "t6@turn.example");
        Member noor = stage.slack().noor();
        noor.in(Stage.CHANNEL).types("/cert-send links all @turn.example");
        links.isTold(noor, "t1@turn.example");
        noor.presses(noor.lastEphemeral(Stage.CHANNEL), "links_older");
        links.isTold(noor, "t6@turn.example");
        Member chen = stage.slack().chen();
        long before = links.refusals(chen, "links_older");
        Forger forger = new Forger(stage.world());
        forger.postsPayload(forger.last("block_actions").replace(noor.id(), chen.id()));
        await().until(() -> links.refusals(chen, "links_older") == before + 1);
    }

    @Test
    void links_of_long_ago_that_have_ended_are_left_out() {
        links.sends("old@ago.example");
        stage.records().change("""
                UPDATE send SET requested_at = now() - interval '91 days' WHERE send_id =
                    (SELECT send_id FROM delivery WHERE recipient = 'old@ago.example')""");
        assertThat(links.lists(alice, "old@ago.example").rows("link_revoke")).hasSize(1);
        links.end("old@ago.example");
        links.confirmation("old@ago.example", "link ended");
        assertThat(links.lists(alice, "old@ago.example").reads()).contains("There are no links here");
    }

    @Test
    void uses_are_told_apart_from_those_of_machines() {
        links.sends("uses@list.example");
        stage.records().change("""
                UPDATE link SET opened = 3, downloaded = 1, scanned = 2, last_used_at = now() WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = 'uses@list.example')""");
        assertThat(links.lists(alice, "uses@list.example").reads())
                .contains("opened 3 times", "downloaded once", "2 machine visits", "last used");
        stage.records().change("""
                UPDATE send SET most_downloads = 1 WHERE send_id =
                    (SELECT send_id FROM delivery WHERE recipient = 'uses@list.example')""");
        Message usedUp = links.lists(alice, "uses@list.example");
        assertThat(usedUp.reads()).contains("no downloads left", "1 of 1 download used");
        assertThat(usedUp.offers("link_extend")).isFalse();
    }

    @Test
    void the_exact_word_alone_leads_here() {
        assertThat(alice.in(Stage.CHANNEL).types("/cert-send links help").text())
                .contains("links all");
        Answer order = alice.in(Stage.CHANNEL).types("/cert-send links.example.com");
        assertThat(order.text()).contains("No order matches");
        assertThat(alice.in(Stage.CHANNEL).types("/cert-send help").text()).contains("/cert-send links");
        assertThat(alice.in(Stage.CHANNEL)
                        .types("/cert-send links " + "x".repeat(200))
                        .text())
                .contains("links all");
    }
}
