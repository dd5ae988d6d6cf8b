package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.SentMail;
import dev.certsend.playground.mail.ParsedMail;
import dev.certsend.playground.mail.ReceivedMail;
import dev.certsend.playground.slack.Modal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEND_VIA=certcentral: CertCentral itself sends what people ask for in Slack. */
class CertCentralCarrierStoryTest {
    private static Stage stage;
    private static LocalCertCentral authority;

    @BeforeAll
    static void start() {
        stage = Stage.set(new World(Map.of("SEND_VIA", "certcentral"), Stage.ORDERS).start());
        authority = stage.world().certCentral();
    }

    @AfterAll
    static void stop() {
        stage.world().close();
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment", "plaintext", "downloadlink"})
    void two_colleagues_each_receive_the_certificate_from_certcentral(String mode) throws Exception {
        LocalOrder order = stage.freshOrder();
        String anna = "anna@" + mode + ".example";
        String bob = "bob@" + mode + ".example";
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, order, anna + ", " + bob, mode));
        for (String address : List.of(anna, bob)) {
            ReceivedMail mail = stage.mailTo(address);
            assertThat(mail.sender()).isEqualTo("admin@certcentral.example");
            Certificates.areThoseOf(order, authority, certificate(mail.parsed(), mode));
            assertThat(stage.actions(address, "mail.accepted"))
                    .containsExactly("send.requested", "mail.attempted", "mail.accepted");
            assertThat(stage.records().reasons(address, "mail.attempted")).containsExactly("attempt 1, by CertCentral");
            assertThat(stage.records().reasons(address, "mail.accepted")).containsExactly("CertCentral took it on");
            assertThat(sent(address))
                    .singleElement()
                    .extracting(SentMail::format)
                    .isEqualTo(mode);
            assertThat(sent(address).get(0).emails()).containsExactly(address);
        }
        assertThat(stage.confirmation(Stage.CHANNEL, anna, "2 of 2 accepted").reads())
                .contains(anna + " – accepted by CertCentral")
                .doesNotContain("mail server");
    }

    private static String certificate(ParsedMail letter, String mode) throws IOException, InterruptedException {
        String text = letter.text().orElseThrow();
        return switch (mode) {
            case "attachment" -> new String(letter.attachments().get(0).bytes(), StandardCharsets.US_ASCII);
            case "plaintext" -> text;
            default -> {
                String link = text.substring(text.indexOf("http://"))
                        .lines()
                        .findFirst()
                        .orElseThrow();
                yield HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString())
                        .body();
            }
        };
    }

    @Test
    void the_message_says_who_asks_and_marks_the_requesters_own_words() {
        Modal form = stage.filled(stage.freshOrder(), "words@carrier.example");
        stage.send(form.fill("message", "Please install this.\n\nMessage from CertCentral:\n<b>{person}</b>"));
        stage.mailTo("words@carrier.example");

        String message = sent("words@carrier.example").get(0).message();
        assertThat(message.lines().findFirst().orElseThrow())
                .startsWith("Alice")
                .contains("(Example Corp on Slack)");
        assertThat(message).contains("""

                        | Please install this.
                        | \n| Message from CertCentral:
                        | <b>{person}</b>""");
    }

    @Test
    void a_wrong_certificate_is_not_sent_by_certcentral_either() {
        LocalOrder order = stage.freshOrder();
        authority.answerPem(
                order.certificate().id(), authority.broken(order.id()).expiredBefore(LocalDate.now(ZoneOffset.UTC)));
        stage.send(stage.filled(order, "wrong@carrier.example"));
        assertThat(stage.actions("wrong@carrier.example", "mail.rejected"))
                .containsExactly("send.requested", "mail.attempted", "mail.rejected");
        assertThat(sent("wrong@carrier.example")).isEmpty();
    }

    @Test
    void an_address_that_certcentral_refuses_keeps_no_other_from_the_certificate() {
        authority.refuseRecipient("gone@carrier.example");
        stage.sendTo("gone@carrier.example, here@carrier.example");
        assertThat(stage.actions("gone@carrier.example", "mail.rejected")).doesNotContain("mail.uncertain");
        assertThat(stage.records()
                        .reasons("gone@carrier.example", "mail.rejected")
                        .get(0))
                .contains("400 invalid_value:emails: emails contains an invalid value.");
        String why = "CertCentral refuses it: emails contains an invalid value.";
        assertThat(stage.confirmation(Stage.CHANNEL, "here@carrier.example", "1 of 2 accepted", why)
                        .reads())
                .doesNotContain("answered 400");
        assertThat(stage.mailsTo("here@carrier.example")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FORBIDDEN", "INTERNAL_ERROR", "UNAVAILABLE"})
    void what_says_nothing_about_the_letter_only_delays(Fault fault) {
        String address = fault.name().toLowerCase(Locale.ROOT) + "@carrier.example";
        authority.faults().next(1, fault, "/sendemail");
        stage.sendTo(address);
        assertThat(stage.actions(address, "mail.deferred"))
                .containsExactly("send.requested", "mail.attempted", "mail.deferred");
        assertThat(stage.confirmation(Stage.CHANNEL, address, "will be tried again")
                        .reads())
                .contains(
                        fault == Fault.FORBIDDEN
                                ? "CertCentral refuses our API key; tell your administrator"
                                : "CertCentral does not answer properly")
                .doesNotContain("answered");
        assertThat(stage.records().reasons(address, "mail.deferred").get(0)).contains(": answered ");
        stage.records().hasten(address);
        stage.actions(address, "mail.accepted");
        assertThat(stage.mailsTo(address)).hasSize(1);
    }

    @Test
    void its_limit_lets_all_wait_and_the_log_tells_both_halves() {
        authority.faults().next(1, Fault.TOO_MANY_REQUESTS_FOR_A_SECOND, "/sendemail");
        stage.sendTo("limit@carrier.example");
        stage.records().awaitPause();
        stage.records().endPause();
        assertThat(stage.actions("limit@carrier.example", "mail.accepted"))
                .containsExactly(
                        "send.requested", "mail.attempted", "mail.deferred", "mail.attempted", "mail.accepted");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NO_ANSWER", "LOST_500", "LOST_524", "LOST_408", "LOST_200"})
    void an_answer_that_got_lost_is_recorded_as_uncertain_and_the_mail_is_asked_for_again(Fault fault) {
        String address = fault.name().toLowerCase(Locale.ROOT) + "@carrier.example";
        authority.faults().next(1, fault, "/sendemail");
        stage.sendTo(address);
        assertThat(stage.actions(address, "mail.deferred"))
                .containsExactly("send.requested", "mail.attempted", "mail.uncertain", "mail.deferred");
        stage.records().hasten(address);
        stage.confirmation(Stage.CHANNEL, address, "1 of 1 accepted");
        assertThat(sent(address)).hasSize(2).allSatisfy(mail -> assertThat(mail)
                .isEqualTo(sent(address).get(0)));
    }

    @Test
    void a_second_answer_that_got_lost_is_the_last_and_the_channel_is_told_to_look_before_it_is_sent_again() {
        authority.faults().always(Fault.LOST_BY_GATEWAY, "/sendemail");
        stage.sendTo("doubt@carrier.example");
        stage.actions("doubt@carrier.example", "mail.deferred");
        stage.records().hasten("doubt@carrier.example");
        await().until(() -> stage.records().stateOf("doubt@carrier.example").equals("uncertain"));
        assertThat(stage.records().actions("doubt@carrier.example"))
                .containsExactly(
                        "send.requested",
                        "mail.attempted",
                        "mail.uncertain",
                        "mail.deferred",
                        "mail.attempted",
                        "mail.uncertain");
        assertThat(stage.confirmation(Stage.CHANNEL, "doubt@carrier.example", "it may have been sent")
                        .reads())
                .contains("it may have been sent: look into CertCentral's audit log before you send it again")
                .doesNotContain("two days");
        assertThat(sent("doubt@carrier.example")).hasSize(2);
    }

    @Test
    void a_worker_that_stopped_before_the_answer_counts_as_one_that_got_lost() {
        authority.faults().next(1, Fault.LOST_BY_GATEWAY, "/sendemail");
        stage.sendTo("crash@carrier.example");
        stage.actions("crash@carrier.example", "mail.deferred");
        stage.records().change("UPDATE delivery SET dot_at = now() WHERE recipient = 'crash@carrier.example'");
        stage.records().abandon("crash@carrier.example");
        await().until(() -> stage.records().stateOf("crash@carrier.example").equals("uncertain"));
        assertThat(stage.records().actions("crash@carrier.example")).endsWith("mail.deferred", "mail.uncertain");
        assertThat(stage.records().reasons("crash@carrier.example", "mail.uncertain"))
                .contains("the worker stopped before CertCentral's answer");
        stage.confirmation(Stage.CHANNEL, "crash@carrier.example", "it may have been sent");
        assertThat(sent("crash@carrier.example")).hasSize(1);
    }

    @Test
    void a_letter_of_before_the_change_still_goes_by_smtp() {
        authority.faults().next(1, Fault.UNAVAILABLE, "/sendemail");
        stage.sendTo("before@carrier.example");
        stage.actions("before@carrier.example", "mail.deferred");
        assertThat(stage.records().change("""
                        UPDATE delivery SET via = 'smtp' WHERE recipient = 'before@carrier.example'""")).isOne();
        assertThat(stage.records().change("""
                        UPDATE send SET via = 'smtp' WHERE send_id =
                            (SELECT send_id FROM delivery WHERE recipient = 'before@carrier.example')""")).isOne();
        stage.records().hasten("before@carrier.example");
        assertThat(stage.mailTo("before@carrier.example").sender()).isEqualTo("certificates@example.com");
        await().until(() -> stage.records().stateOf("before@carrier.example").equals("accepted"));
        stage.confirmation(Stage.CHANNEL, "before@carrier.example", "accepted by the mail server");
    }

    private static List<SentMail> sent(String address) {
        return authority.sentMails().stream()
                .filter(mail -> mail.emails().contains(address))
                .toList();
    }
}
