package dev.certsend.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.audit.Action;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.SharedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was sent can be summed up in chat: in words at once, and in a picture soon. */
class SummarizeAuditTest {
    private final AuditDesk desk = new AuditDesk();
    private final Member alice = desk.slack().alice();
    private final Member bruno = desk.slack().bruno();

    @BeforeEach
    void some_letters() {
        desk.sent(
                alice, 71, "www.example.com", "attachment", "a@x.example", Action.SEND_REQUESTED, Action.MAIL_ACCEPTED);
        desk.sent(
                alice,
                71,
                "www.example.com",
                "attachment",
                "b@x.example",
                Action.SEND_REQUESTED,
                Action.MAIL_DEFERRED,
                Action.MAIL_ACCEPTED,
                Action.MAIL_BOUNCED);
        desk.sent(
                bruno,
                72,
                "shop.example.com",
                "downloadlink",
                "c@x.example",
                Action.SEND_REQUESTED,
                Action.MAIL_ACCEPTED,
                Action.LINK_OPENED,
                Action.LINK_DOWNLOADED);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void an_auditor_gets_the_numbers_of_all_at_once_and_their_picture_as_a_direct_message() throws IOException {
        Answer answer = look(alice, "summary");
        assertThat(answer.json().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(shown(alice))
                .contains("3 sends from", "Attachment: 2 · Download link: 1", "Mail accepted: 3 · Mail bounced: 1")
                .contains("<@" + alice.id() + ">: 2 · <@" + bruno.id() + ">: 1")
                .contains("71 `www.example.com`: 2 · 72 `shop.example.com`: 1", "comes to you as a direct message")
                .doesNotContain("your own sends");
        SharedFile picture = desk.fileFor(alice);
        assertThat(picture.name()).startsWith("cert-send-").endsWith(".png");
        assertThat(picture.altText()).contains("3 sends", "Attachment 2", "shop.example.com 1");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.content())).getWidth())
                .isEqualTo(SummaryPicture.WIDTH);
        assertThat(desk.reasons(Action.LOG_LOOKED_UP)).containsExactly("summary");
    }

    @Test
    void everybody_else_gets_those_of_their_own_sends() {
        look(bruno, "summary");
        assertThat(shown(bruno))
                .contains("Un envoi du", "Lien de téléchargement: 1", "Ce sont vos propres envois")
                .doesNotContain("www.example.com", alice.id());
        assertThat(desk.fileFor(bruno).altText()).doesNotContain("www.example.com");
        assertThat(look(bruno, "summary by:@alice").text()).contains("AUDITORS");
        await().until(() -> !desk.reasons(Action.ACCESS_REFUSED).isEmpty());
        assertThat(desk.reasons(Action.LOG_LOOKED_UP)).isEmpty();
        assertThat(desk.slack().alice().directMessages()).isEmpty();
    }

    @Test
    void a_query_makes_it_those_of_some() {
        look(alice, "summary order:72");
        assertThat(shown(alice)).contains("One send").doesNotContain("www.example.com");
        look(alice, "SUMMARY to:b@x.example");
        assertThat(shown(alice)).contains("One send", "Mail bounced: 1");
        await().until(() -> desk.reasons(Action.LOG_LOOKED_UP).size() == 2);
        assertThat(desk.reasons(Action.LOG_LOOKED_UP))
                .containsExactlyInAnyOrder("summary order:72", "summary to:b@x.example");
    }

    @Test
    void where_nothing_was_sent_there_is_no_picture() {
        assertThat(look(alice, "summary order:1").text()).contains("Nothing was sent");
        await().until(() -> !desk.reasons(Action.LOG_LOOKED_UP).isEmpty());
        assertThat(desk.slack().calls("files.getUploadURLExternal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"to:", "order:abc", "since:yesterday", "<!channel>:x"})
    void what_can_not_be_read_gets_usage(String typed) {
        assertThat(look(alice, "summary " + typed).text())
                .contains("I can't read", "`/cert-audit summary order:1234567`")
                .doesNotContain("<!channel>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files:write", "im:write"})
    void without_a_scope_the_numbers_are_there_and_what_is_missing_is_named(String scope) {
        desk.slack().takesAway(scope);
        look(alice, "summary");
        await().until(() -> alice.in(AuditDesk.CHANNEL).ephemerals().stream()
                .map(Message::reads)
                .anyMatch(words -> words.contains("lacks the scope `" + scope + "`")));
        look(alice, "summary");
        assertThat(shown(alice)).contains("3 sends", "lacks the scope `" + scope + "`");
        assertThat(alice.directMessages()).isEmpty();
    }

    @Test
    void a_picture_that_slack_does_not_take_is_said_to_be_missing() {
        desk.slack().faults().refusesUploads(503);
        look(alice, "summary");
        await().until(() -> shown(alice).contains("could not be brought to your direct messages"));
        assertThat(alice.directMessages()).isEmpty();
    }

    private Answer look(Member who, String words) {
        Answer answer = who.in(AuditDesk.CHANNEL).types("/cert-audit " + words);
        assertThat(answer.isAck()).isTrue();
        return answer;
    }

    private static String shown(Member who) {
        return who.in(AuditDesk.CHANNEL).lastEphemeral().reads();
    }
}
