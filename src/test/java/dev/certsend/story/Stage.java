package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.LocalSlack;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Message;
import dev.certsend.playground.slack.Modal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A world in which the program runs, and the few steps that every conversation has. */
final class Stage {
    static final String CHANNEL = "#certificates";

    /** Enough that every story which sends has an order of its own. */
    static final int ORDERS = 900;

    private static final Set<String> FEATURED = Set.of(
            "www.example.com",
            "shop.example.com",
            "*.example.com",
            "pay.brightwater.example",
            "www.bücher.example",
            "www.oleary-print.example",
            "last-day.example.com",
            "lapsed.example.com");

    private final World world;
    private final Records records;
    private final List<LocalOrder> plain;
    private final AtomicInteger next = new AtomicInteger();

    private Stage(World world) {
        this.world = world;
        this.records = Records.of(world.variables());
        LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        this.plain = world.certCentral().orders().stream()
                .filter(order -> order.status().equals("issued"))
                .filter(order -> order.product().name().matches("(SSL|WILDCARD|CLOUD)_.*"))
                .filter(order -> order.certificate().validity().till().isAfter(soon))
                .filter(order -> order.certificate().names().dnsNames().size() < 10)
                .filter(order -> !FEATURED.contains(order.certificate().names().commonName()))
                .toList();
    }

    /** Waits until the mirror is filled and Alice, Bruno and Chen are known. */
    static Stage set(World world) {
        Stage stage = new Stage(world);
        await().until(() -> stage.records.number("SELECT count(*) FROM cert_order") == ORDERS);
        for (Member member : List.of(
                stage.slack().alice(), stage.slack().bruno(), stage.slack().chen())) {
            stage.meet(member);
        }
        return stage;
    }

    /** Lets the program get to know somebody. */
    void meet(Member member) {
        member.in(CHANNEL).types("/cert-audit");
        await().until(() -> records.number("SELECT count(*) FROM slack_user WHERE user_id = ?", member.id()) == 1);
    }

    /** With nothing open before anybody. */
    Stage cleared() {
        LocalSlack slack = slack();
        for (Member member : List.of(
                slack.alice(), slack.bruno(), slack.chen(), slack.gina(), slack.una(), slack.stefan(), slack.noor())) {
            while (member.hasModal()) {
                member.modal().dismiss();
            }
        }
        return this;
    }

    World world() {
        return world;
    }

    LocalSlack slack() {
        return world.slack();
    }

    Records records() {
        return records;
    }

    /** An issued order that no other story uses. */
    LocalOrder freshOrder() {
        return plain.get(next.getAndIncrement());
    }

    /** An issued order for stories in which nothing is sent. */
    LocalOrder anyOrder() {
        return world.certCentral().order("pay.brightwater.example");
    }

    /** The form, opened by the command. */
    Modal form(Member who, String channel, String words) {
        if (who.hasModal()) {
            who.modal().dismiss();
        }
        assertThat(who.in(channel).types(("/cert-send " + words).strip()).isAck())
                .isTrue();
        await().until(who::hasModal);
        return who.modal();
    }

    /** The form with all that must be filled in. */
    Modal filled(Member who, String channel, LocalOrder order, String recipients, String mode) {
        Modal form = form(who, channel, "");
        String number = Long.toString(order.id());
        assertThat(form.search("order", number)).isNotEmpty();
        return form.pick("order", number).fill("recipients", recipients).pick("mode", mode);
    }

    /** Alice's form in the usual channel, to be sent as an attachment. */
    Modal filled(LocalOrder order, String recipients) {
        return filled(slack().alice(), CHANNEL, order, recipients, "attachment");
    }

    /** Submits, and sees it taken on: acknowledged with an empty body, the form gone. */
    void send(Modal form) {
        Answer answer = form.submit();
        assertThat(answer.status()).as(form.errors().toString()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    /** Submits what was sent before, is asked whether that is right, and submits it all the same. */
    void sendAnyway(Member who, Modal form) {
        assertThat(form.submit().json().path("response_action").asText()).isEqualTo("update");
        assertThat(who.modal().reads()).contains("sent this certificate to", "Nothing was sent yet");
        send(who.modal());
    }

    /** Sends a fresh order as an attachment; returns the order. */
    LocalOrder sendTo(String recipients) {
        LocalOrder order = freshOrder();
        send(filled(order, recipients));
        return order;
    }

    List<ReceivedMail> mailsTo(String address) {
        return world.mail().mails().stream()
                .filter(mail -> mail.recipients().contains(address))
                .toList();
    }

    /** The first mail to the address, as soon as it is there. */
    ReceivedMail mailTo(String address) {
        await("mail to " + address).until(() -> !mailsTo(address).isEmpty());
        return mailsTo(address).get(0);
    }

    /** The audit log's actions about the address, as soon as the last is there, oldest first. */
    List<String> actions(String address, String last) {
        await("audit entry " + last + " about " + address)
                .until(() -> records.actions(address).contains(last));
        return records.actions(address);
    }

    /** What everybody in the channel sees about an address. */
    Stream<Message> told(String channel, String address) {
        return slack().channel(channel).messages().stream()
                .filter(message -> message.reads().contains(address));
    }

    /** The one message about the address, as soon as it says all of this. */
    Message confirmation(String channel, String address, String... words) {
        Supplier<Optional<Message>> found = () -> told(channel, address)
                .filter(message -> Stream.of(words).allMatch(message.reads()::contains))
                .findFirst();
        await("confirmation about " + address + " saying " + List.of(words))
                .until(() -> found.get().isPresent());
        return found.get().orElseThrow();
    }
}
