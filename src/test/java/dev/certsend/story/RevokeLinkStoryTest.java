package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A link is taken back, by whoever sent it or an admin, and by nobody else. */
@ExtendWith(Story.class)
class RevokeLinkStoryTest {
    private final Stage stage;
    private final SentLinkStage links;
    private final Member alice;

    RevokeLinkStoryTest(Stage stage) {
        this.stage = stage;
        this.links = new SentLinkStage(stage);
        this.alice = stage.slack().alice();
    }

    @AfterEach
    void heal() {
        assertThat(stage.slack().complaints()).isEmpty();
        if (alice.hasModal()) {
            alice.modal().dismiss();
        }
    }

    @Test
    void the_confirmation_tells_what_became_of_the_link_and_one_press_revokes_it() {
        links.sends("one@revoke.example");
        Message before = links.confirmation("one@revoke.example", "Revoke link");
        assertThat(before.reads()).doesNotContain("opened");
        assertThat(links.opens("one@revoke.example")).isEqualTo(200);
        stage.records().hastenConfirmations();
        Message used = links.confirmation("one@revoke.example", "opened");
        assertThat(used.text()).contains("opened");
        assertThat(alice.presses(used, "links_revoke_all").isAck()).isTrue();
        links.isTold(alice, "The link is revoked.");
        Message after = links.confirmation("one@revoke.example", "link revoked");
        assertThat(after.text()).contains("opened, link revoked");
        assertThat(after.offers("links_revoke_all")).isFalse();
        assertThat(after.offers("links_details")).isFalse();
        assertThat(stage.told(Stage.CHANNEL, "one@revoke.example")).hasSize(1);
        assertThat(links.opens("one@revoke.example")).isEqualTo(404);
        assertThat(stage.records().reasons("one@revoke.example", "link.revoked"))
                .singleElement()
                .asString()
                .contains("good until 20", "by its sender");
    }

    @Test
    void slack_asks_first_and_says_what_will_happen() {
        links.sends("ask@revoke.example", "ask2@revoke.example");
        Message told = links.confirmation("ask@revoke.example", "Revoke 2 links");
        assertThat(told.json().toString())
                .contains("\"style\":\"danger\"", "\"confirm\":", "Revoke 2 links?", "will open nothing any more");
    }

    @Test
    void two_who_press_at_once_revoke_once() {
        links.sends("twice@revoke.example");
        Member noor = met(stage.slack().noor());
        Message told = links.confirmation("twice@revoke.example", "Revoke link");
        long answered = answers(alice, noor);
        List.of(alice, noor, alice).stream()
                .map(who -> CompletableFuture.supplyAsync(() -> who.pressesStale(told, "links_revoke_all")))
                .toList()
                .forEach(answer -> assertThat(answer.join().isAck()).isTrue());
        await().until(() -> answers(alice, noor) == answered + 3);
        assertThat(links.entries("twice@revoke.example", "link.revoked")).isEqualTo(1);
    }

    @Test
    void in_the_view_each_link_has_its_own_button_and_the_view_follows() {
        links.sends("a@view.example", "b@view.example");
        Modal view = links.details(alice, "a@view.example");
        assertThat(view.title()).isEqualTo("Download links");
        assertThat(view.reads()).contains("a@view.example", "b@view.example", "works until");
        String row = view.row("a@view.example", "link_revoke");
        assertThat(view.presses(row, "link_revoke").isAck()).isTrue();
        await().until(() -> alice.modal().reads().contains("The link sent to a@view.example is revoked."));
        assertThat(alice.modal().reads()).contains("revoked by <@" + alice.id() + ">");
        assertThat(alice.modal().rows("link_revoke")).hasSize(1);
        assertThat(links.opens("a@view.example")).isEqualTo(404);
        assertThat(links.opens("b@view.example")).isEqualTo(200);
        assertThat(links.confirmation("a@view.example", "Revoke link").offers("links_details"))
                .isTrue();
    }

    @Test
    void a_press_on_a_view_that_is_behind_the_times_tells_so_plainly_and_is_audited_once() {
        links.sends("stale@view.example");
        Modal view = links.details(alice, "stale@view.example");
        String row = view.rows("link_revoke").get(0);
        var first = CompletableFuture.supplyAsync(() -> view.presses(row, "link_revoke"));
        var second = CompletableFuture.supplyAsync(() -> view.presses(row, "link_revoke"));
        assertThat(first.join().isAck() && second.join().isAck()).isTrue();
        await().until(() -> alice.modal().rows("link_revoke").isEmpty());
        assertThat(links.entries("stale@view.example", "link.revoked")).isEqualTo(1);
    }

    @Test
    void an_admin_may_whoever_sent_it_and_the_log_says_so() {
        links.sends("admin@revoke.example");
        Member noor = met(stage.slack().noor());
        assertThat(noor.presses(links.confirmation("admin@revoke.example", "Revoke link"), "links_revoke_all")
                        .isAck())
                .isTrue();
        links.confirmation("admin@revoke.example", "link revoked");
        assertThat(stage.records()
                        .reasons("admin@revoke.example", "link.revoked")
                        .get(0))
                .contains("by an admin");
        assertThat(stage.records()
                        .texts(
                                "SELECT revoked_by FROM link JOIN delivery USING (delivery_id) WHERE recipient = ?",
                                "admin@revoke.example"))
                .containsExactly(noor.id());
    }

    @Test
    void another_member_is_refused_in_their_own_language_and_audited() {
        links.sends("other@revoke.example");
        Message told = links.confirmation("other@revoke.example", "Revoke link");
        Member bruno = stage.slack().bruno();
        if (bruno.hasModal()) {
            bruno.modal().dismiss();
        }
        long before = links.refusals(bruno, "links_");
        assertThat(bruno.presses(told, "links_revoke_all").isAck()).isTrue();
        links.isTold(bruno, "propriétaires et administrateurs");
        assertThat(bruno.presses(told, "links_details").isAck()).isTrue();
        await().until(() -> links.refusals(bruno, "links_") == before + 2);
        assertThat(bruno.hasModal()).isFalse();
        assertThat(links.opens("other@revoke.example")).isEqualTo(200);
    }

    @Test
    void a_guest_is_refused_at_the_door() {
        links.sends("guest@revoke.example");
        Member gina = stage.slack().gina();
        gina.in(Stage.CHANNEL).forces("/cert-send");
        await().until(() ->
                stage.records().number("SELECT count(*) FROM slack_user WHERE user_id = ?", gina.id()) == 1);
        long before = links.refusals(gina, "links_revoke_all");
        gina.presses(links.confirmation("guest@revoke.example", "Revoke link"), "links_revoke_all");
        await().until(() -> links.refusals(gina, "links_revoke_all") == before + 1);
        assertThat(links.opens("guest@revoke.example")).isEqualTo(200);
    }

    @Test
    void whoever_has_become_an_admin_unseen_may_at_once() {
        links.sends("unseen@revoke.example");
        Member chen = stage.slack().chen();
        chen.becomesAdminUnseen();
        try {
            chen.presses(links.confirmation("unseen@revoke.example", "Revoke link"), "links_revoke_all");
            links.isTold(chen, "The link is revoked.");
        } finally {
            chen.becomesNoAdmin();
        }
        links.sends("no-more@revoke.example");
        chen.presses(links.confirmation("no-more@revoke.example", "Revoke link"), "links_revoke_all");
        links.isTold(chen, "by owners and admins of this workspace");
    }

    @Test
    void twenty_recipients_stay_within_what_slack_takes() {
        String[] twenty = IntStream.range(0, 20)
                .mapToObj(i -> "recipient-number-" + i + "@a-department-with-a-long-name.revoke.example")
                .toArray(String[]::new);
        links.sends(twenty);
        Message told = links.confirmation(twenty[0], "Revoke 20 links");
        assertThat(told.text()).hasSizeLessThanOrEqualTo(4000).contains(twenty[19]);
        Modal view = links.details(alice, twenty[0]);
        assertThat(view.rows("link_revoke")).hasSize(20);
        alice.presses(told, "links_revoke_all");
        links.isTold(alice, "20 links are revoked.");
        await().until(() -> !links.told(twenty[0]).offers("links_revoke_all"));
    }

    @Test
    void a_french_sender_reads_all_of_it_in_french() {
        Member bruno = stage.slack().bruno();
        links.sends(bruno, Stage.CHANNEL, "fr@revoke.example");
        assertThat(links.opens("fr@revoke.example")).isEqualTo(200);
        Message told = links.confirmation("fr@revoke.example", "Révoquer le lien");
        assertThat(links.details(bruno, "fr@revoke.example").reads())
                .contains("fonctionne jusqu'au", "ouvert une fois");
        bruno.modal().dismiss();
        bruno.presses(told, "links_revoke_all");
        links.isTold(bruno, "Le lien est révoqué.");
        links.confirmation("fr@revoke.example", "ouvert, lien révoqué");
    }

    private Member met(Member who) {
        if (stage.records().number("SELECT count(*) FROM slack_user WHERE user_id = ?", who.id()) == 0) {
            stage.meet(who);
        }
        return who;
    }

    private static long answers(Member... all) {
        return List.of(all).stream()
                .flatMap(who -> who.sees().stream())
                .filter(message -> message.reads().matches("(?s)(The link is revoked|There was no link left).*"))
                .map(Message::ts)
                .distinct()
                .count();
    }
}
