package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;

/** The steps of every story about links that were sent. */
final class SentLinkStage {
    private final Stage stage;
    private final Visitor visitor;

    SentLinkStage(Stage stage) {
        this.stage = stage;
        this.visitor = Visitor.of(stage.world());
    }

    /** Has somebody send download links; returns the order, once every letter has left and all of it is confirmed. */
    LocalOrder sends(Member who, String channel, String... addresses) {
        LocalOrder order = stage.freshOrder();
        stage.send(stage.filled(who, channel, order, String.join(", ", addresses), "downloadlink"));
        for (String address : addresses) {
            stage.actions(address, "mail.accepted");
        }
        String all = addresses.length + (who.id().contains("BRUNO") ? " sur " : " of ") + addresses.length;
        stage.confirmation(channel, addresses[0], all);
        return order;
    }

    /** The same by Alice, in the usual channel. */
    LocalOrder sends(String... addresses) {
        return sends(stage.slack().alice(), Stage.CHANNEL, addresses);
    }

    /** The link in the letter to this address. */
    String linkTo(String address) {
        return Visitor.linkIn(stage.mailTo(address).parsed().text().orElseThrow());
    }

    int opens(String address) {
        return visitor.opens(linkTo(address)).statusCode();
    }

    /** The confirmation about the address as it is now. */
    Message confirmation(String address, String words) {
        return stage.confirmation(Stage.CHANNEL, address, words);
    }

    /** The view of the links of the address's send, opened from its confirmation. */
    Modal details(Member who, String address) {
        if (who.hasModal()) {
            who.modal().dismiss();
        }
        assertThat(who.presses(told(address), "links_details").isAck()).isTrue();
        await().until(who::hasModal);
        return who.modal();
    }

    Message told(String address) {
        return stage.told(Stage.CHANNEL, address).findFirst().orElseThrow();
    }

    /** The list as somebody types for it. */
    Message lists(Member who, String words) {
        Answer answer = who.in(Stage.CHANNEL).types(("/cert-send links " + words).strip());
        assertThat(answer.isAck()).isTrue();
        return who.lastEphemeral(Stage.CHANNEL);
    }

    /** Waits until this person, and nobody else, is told so. */
    void isTold(Member who, String words) {
        await(who.name() + " is told " + words).until(() -> who.sees().stream()
                .anyMatch(message -> message.reads().contains(words)));
    }

    /** Has Alice revoke the link that she sent to this address. */
    void revoke(String address) {
        Member alice = stage.slack().alice();
        alice.presses(lists(alice, address), "link_revoke");
        await().until(() -> entries(address, "link.revoked") == 1);
    }

    /** Lets the time of a link be over, and the next round see it. */
    void end(String address) {
        stage.records().change("""
                UPDATE link SET expires_at = now() - interval '1 second' WHERE delivery_id =
                    (SELECT delivery_id FROM delivery WHERE recipient = ?)""", address);
        stage.records()
                .change(
                        "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'link.endings' AND NOT picked");
    }

    long refusals(Member who, String what) {
        return stage.records()
                .number(
                        "SELECT count(*) FROM audit_entry WHERE action = 'access.refused' AND actor_id = ? AND reason LIKE ?",
                        who.id(),
                        what + "%");
    }

    long entries(String address, String action) {
        return stage.records().actions(address).stream().filter(action::equals).count();
    }
}
