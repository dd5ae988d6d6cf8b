package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.model.block.LayoutBlock;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import dev.certsend.secret.Secret;
import dev.certsend.send.SendCertificate;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Metadata;
import dev.certsend.slack.Origin;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackSettings;
import dev.certsend.slack.Views;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** <em>Send again</em>: the form as it was filled in for a delivery, for whoever asked for that one. */
@ExtendWith(Story.class)
class SendAgainStoryTest {
    private final Stage stage;
    private final Member alice;
    private final Member bruno;
    private final Unseen unseen;
    private final SlackClient app;

    SendAgainStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
        this.bruno = stage.slack().bruno();
        this.unseen = new Unseen(stage.slack());
        this.app = new SlackClient(new SlackSettings(
                new Secret(String.valueOf(stage.world().variables().get("SLACK_BOT_TOKEN"))),
                stage.world().signingSecret(),
                stage.slack().apiUrl()));
        for (Member member : List.of(alice, bruno)) {
            if (member.hasModal()) {
                member.modal().dismiss();
            }
        }
    }

    @AfterEach
    void nothing_went_wrong_unseen() {
        app.close();
        unseen.close();
        assertThat(unseen.refused()).isEmpty();
        assertThat(unseen.logged("ERROR")).isEmpty();
    }

    @Test
    void the_requester_finds_everything_filled_in_and_sends_once_more() {
        LocalOrder order = stage.freshOrder();
        Modal first = stage.filled(alice, Stage.CHANNEL, order, "a@again.example, b@again.example", "downloadlink");
        await().until(() -> first.offers("link_days"));
        stage.send(first.fill("link_days", "5").fill("most_downloads", "9").fill("message", "Once & for all"));
        stage.mailTo("b@again.example");
        Modal form = again(alice, "b@again.example");
        assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
        assertThat(form.holds("recipients")).isEqualTo("b@again.example");
        assertThat(form.holds("mode")).isEqualTo("downloadlink");
        assertThat(form.holds("link_days")).isEqualTo("5");
        assertThat(form.holds("most_downloads")).isEqualTo("9");
        assertThat(form.holds("message")).isEqualTo("Once & for all");
        stage.sendAnyway(alice, form);
        await().until(() -> stage.mailsTo("b@again.example").size() == 2);
        assertThat(stage.mailsTo("a@again.example")).hasSize(1);
        assertThat(stage.records().texts("""
                        SELECT concat_ws('/', mode, link_days, most_downloads, message, requester_id) FROM send
                        JOIN delivery USING (send_id) WHERE recipient = 'b@again.example'""")).hasSize(2).containsOnly("downloadlink/5/9/Once & for all/" + alice.id());
    }

    @Test
    void the_format_comes_back_too() {
        stage.send(stage.filled(stage.freshOrder(), "format@again.example").pick("format", "pkcs7"));
        stage.mailTo("format@again.example");
        Modal form = again(alice, "format@again.example");
        assertThat(form.holds("mode")).isEqualTo("attachment");
        assertThat(form.holds("format")).isEqualTo("pkcs7");
        assertThat(form.holds("message")).isEmpty();
        // Links have the usual terms, as none were chosen.
        form.pick("mode", "downloadlink");
        await().until(() -> form.offers("link_days"));
        assertThat(form.holds("link_days")).isEqualTo("14");
    }

    @Test
    void the_certificate_is_the_same_among_several() {
        LocalOrder fresh = stage.freshOrder();
        stage.world().certCentral().duplicate(fresh.id());
        stage.world().certCentral().duplicate(fresh.id());
        stage.records().change("UPDATE cert_order SET duplicates = true WHERE order_id = ?", fresh.id());
        LocalOrder order = stage.world().certCentral().order(fresh.id());
        String copy = Long.toString(order.duplicates().get(0).id());
        String block = "certificate_" + order.id();
        Modal first = stage.filled(order, "copy@again.example");
        await().until(() -> first.rows("certificate").equals(List.of(block)));
        stage.send(first.pick(block, copy));
        stage.mailTo("copy@again.example");
        Modal form = again(alice, "copy@again.example");
        assertThat(form.holds(block)).isEqualTo(copy);
        stage.sendAnyway(alice, form);
        await().until(() -> stage.mailsTo("copy@again.example").size() == 2);
        assertThat(stage.records()
                        .number(
                                "SELECT count(*) FROM send WHERE order_id = ? AND certificate_id = ?",
                                order.id(),
                                Long.parseLong(copy)))
                .isEqualTo(2);
    }

    @Test
    void an_order_revoked_since_opens_the_form_which_says_so_when_it_is_sent() {
        LocalOrder order = stage.sendTo("revoked@again.example");
        stage.mailTo("revoked@again.example");
        stage.records().change("UPDATE cert_order SET status = 'revoked' WHERE order_id = ?", order.id());
        Modal form = again(alice, "revoked@again.example");
        assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
        form.submitUnchecked();
        assertThat(form.error("order")).contains("was revoked");
        assertThat(stage.mailsTo("revoked@again.example")).hasSize(1);
    }

    @Test
    void an_order_that_is_gone_leaves_the_choice_of_another() {
        LocalOrder order = stage.sendTo("gone@again.example");
        stage.mailTo("gone@again.example");
        stage.records()
                .change("UPDATE cert_order SET gone_at = now(), sendable = false WHERE order_id = ?", order.id());
        Modal form = again(alice, "gone@again.example");
        assertThat(form.holds("recipients")).isEqualTo("gone@again.example");
        form.submitUnchecked();
        assertThat(form.errors()).containsOnlyKeys("order");
    }

    @Test
    void in_a_modal_the_form_takes_its_place_and_goes_back_to_where_that_was_begun() {
        stage.sendTo("modal@again.example");
        stage.mailTo("modal@again.example");
        Modal list = list(alice, delivery("modal@again.example"));
        assertThat(list.presses(SendCertificate.AGAIN).isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Send certificate"));
        Modal form = alice.modal();
        assertThat(form.stackDepth()).isEqualTo(1);
        assertThat(form.holds("recipients")).isEqualTo("modal@again.example");
        assertThat(form.holds("mode")).isEqualTo("attachment");
        stage.sendAnyway(alice, form);
        await().until(() -> stage.mailsTo("modal@again.example").size() == 2);
        assertThat(stage.records().texts("""
                        SELECT channel_id FROM send JOIN delivery USING (send_id)
                        WHERE recipient = 'modal@again.example' ORDER BY requested_at DESC LIMIT 1"""))
                .containsExactly(stage.slack().channel("#general").id());
    }

    @Test
    void anybody_else_is_told_so_in_their_language_and_it_is_in_the_log() {
        stage.sendTo("mine@again.example");
        stage.mailTo("mine@again.example");
        assertThat(press(bruno, delivery("mine@again.example")).isAck()).isTrue();
        await().until(() ->
                bruno.lastEphemeral(Stage.CHANNEL).reads().contains("Seule la personne qui a fait cet envoi"));
        assertThat(bruno.hasModal()).isFalse();
        assertThat(stage.records().texts("""
                        SELECT actor_id || ' ' || reason FROM audit_entry
                        WHERE action = 'access.refused' AND recipient = 'mine@again.example'"""))
                .containsExactly(bruno.id() + " send_again: neither the sender nor an admin");
    }

    @Test
    void an_admin_may_too_even_one_of_whom_only_slack_knows_that_they_are() {
        stage.sendTo("admin@again.example");
        stage.mailTo("admin@again.example");
        Member chen = stage.slack().chen();
        chen.becomesAdminUnseen();
        try {
            assertThat(again(chen, "admin@again.example").holds("recipients")).isEqualTo("admin@again.example");
            chen.modal().dismiss();
            assertThat(again(chen, "admin@again.example").holds("recipients")).isEqualTo("admin@again.example");
            chen.modal().dismiss();
        } finally {
            chen.becomesNoAdmin();
        }
    }

    @Test
    void in_a_modal_anybody_else_is_told_on_top_of_it() {
        stage.sendTo("top@again.example");
        stage.mailTo("top@again.example");
        Modal list = list(bruno, delivery("top@again.example"));
        list.presses(SendCertificate.AGAIN);
        await().until(() -> bruno.modal().stackDepth() == 2);
        assertThat(bruno.modal().reads()).contains("Seule la personne qui a fait cet envoi");
        bruno.modal().close();
        assertThat(bruno.modal().title()).isEqualTo("Links");
    }

    @Test
    void a_guest_is_refused_at_the_door() {
        stage.sendTo("guest@again.example");
        stage.mailTo("guest@again.example");
        press(bruno, delivery("guest@again.example"));
        long before = refusals("send_again: guest");
        Member gina = stage.slack().gina();
        String pressed = new Forger(stage.world()).last("block_actions").replace(bruno.id(), gina.id());
        new Forger(stage.world()).postsPayload(pressed);
        await().until(() -> refusals("send_again: guest") == before + 1);
        assertThat(gina.hasModal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "00000000-0000-4000-8000-000000000000", "' OR 1=1 --", "0-0-0-0-0"})
    void what_is_no_delivery_is_said_to_be_none(String value) {
        assertThat(press(alice, value).isAck()).isTrue();
        await().until(() -> alice.lastEphemeral(Stage.CHANNEL).reads().contains("no delivery I know of"));
        assertThat(alice.hasModal()).isFalse();
    }

    @Test
    void another_teams_delivery_is_none() {
        stage.sendTo("team@again.example");
        stage.mailTo("team@again.example");
        String delivery = delivery("team@again.example");
        stage.records()
                .change("UPDATE send SET team_id = 'T0OTHER' WHERE send_id = (SELECT send_id FROM delivery WHERE"
                        + " recipient = 'team@again.example')");
        press(alice, delivery);
        await().until(() -> alice.lastEphemeral(Stage.CHANNEL).reads().contains("no delivery I know of"));
        assertThat(alice.hasModal()).isFalse();
    }

    private String delivery(String address) {
        return stage.records()
                .texts("SELECT delivery_id::text FROM delivery WHERE recipient = ? LIMIT 1", address)
                .get(0);
    }

    private long refusals(String reason) {
        return stage.records()
                .number("SELECT count(*) FROM audit_entry WHERE action = 'access.refused' AND reason = ?", reason);
    }

    private Modal again(Member who, String address) {
        assertThat(press(who, delivery(address)).isAck()).isTrue();
        await().until(who::hasModal);
        return who.modal();
    }

    /** Presses a button of this value in a message of the app's. */
    private Answer press(Member who, String value) {
        String channel = stage.slack().channel(Stage.CHANNEL).id();
        String text = "again " + UUID.randomUUID();
        app.post(channel, text, List.of(Blocks.section(text), button(value)));
        Message message = stage.slack().channel(Stage.CHANNEL).messages().stream()
                .filter(each -> each.reads().contains(text))
                .findFirst()
                .orElseThrow();
        return who.presses(message, SendCertificate.AGAIN);
    }

    /** A modal of the app's with such a button, whose dialogue was begun in another channel. */
    private Modal list(Member who, String value) {
        Modal any = stage.form(who, Stage.CHANNEL, "");
        String origin =
                Metadata.written(new Origin(stage.slack().channel("#general").id(), null));
        app.updateView(any.id(), null, Views.modal("links", "Links", null, "Close", origin, List.of(button(value))));
        return who.modal();
    }

    private static LayoutBlock button(String value) {
        return Blocks.buttons(List.of(Blocks.button(SendCertificate.AGAIN, "Send again", value)));
    }
}
