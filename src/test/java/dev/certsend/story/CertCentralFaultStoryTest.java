package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.certcentral.BrokenPem;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.slack.Message;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CertCentral is away, or gives what must not leave. */
@ExtendWith(Story.class)
class CertCentralFaultStoryTest {
    private final Stage stage;
    private final LocalCertCentral authority;

    CertCentralFaultStoryTest(Stage stage) {
        this.stage = stage;
        this.authority = stage.world().certCentral();
    }

    @AfterEach
    void heal() {
        authority.faults().none();
        authority.up();
    }

    @Test
    void while_certcentral_is_down_a_letter_waits() {
        authority.down();
        stage.sendTo("down@ca.example");
        assertThat(stage.actions("down@ca.example", "mail.deferred")).doesNotContain("mail.accepted");
        Message told = stage.confirmation(Stage.CHANNEL, "down@ca.example", "will be tried again");
        assertThat(told.reads()).contains("CertCentral");
        authority.up();
        stage.records().hasten("down@ca.example");
        stage.actions("down@ca.example", "mail.accepted");
        assertThat(stage.mailsTo("down@ca.example")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INTERNAL_ERROR", "UNAVAILABLE", "CUT_IN_BODY", "NO_ANSWER", "HTML", "TOO_MANY_REQUESTS"})
    void a_passing_fault_of_certcentral_only_delays(Fault fault) {
        String address = fault.name().toLowerCase(java.util.Locale.ROOT) + "@ca.example";
        authority.faults().always(fault, "/certificate/");
        stage.sendTo(address);
        stage.actions(address, "mail.deferred");
        authority.faults().none();
        stage.records().hasten(address);
        stage.actions(address, "mail.accepted");
    }

    static Stream<Named<Function<BrokenPem, String>>> wrongFiles() {
        return Stream.of(
                Named.of("another serial number", BrokenPem::withAnotherSerial),
                Named.of("other names", broken -> broken.withNames("other.example.com")),
                Named.of("expired", broken -> broken.expiredBefore(LocalDate.now(ZoneOffset.UTC))),
                Named.of("a private key", BrokenPem::withPrivateKey),
                Named.of("another issuer", BrokenPem::withAnotherIssuer),
                Named.of("no issuer", BrokenPem::withoutIssuers));
    }

    @Test
    void half_a_file_does_not_leave() {
        authority.faults().always(Fault.HALF_A_DOCUMENT, "/certificate/");
        stage.sendTo("half@ca.example");
        stage.confirmation(Stage.CHANNEL, "half@ca.example", "(");
        assertThat(stage.records().actions("half@ca.example")).doesNotContain("mail.accepted");
        assertThat(stage.mailsTo("half@ca.example")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void a_wrong_certificate_never_leaves(Function<BrokenPem, String> wrong) {
        LocalOrder order = stage.freshOrder();
        authority.answerPem(order.certificate().id(), wrong.apply(authority.broken(order.id())));
        String address = "wrong" + order.id() + "@ca.example";
        stage.send(stage.filled(order, address));
        stays(address, order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>maintenance</html>", "-----BEGIN CERTIFICATE-----"})
    void an_answer_that_is_no_certificate_at_all_does_not_leave(String nonsense) {
        LocalOrder order = stage.freshOrder();
        authority.answerPem(order.certificate().id(), nonsense);
        String address = "nonsense" + nonsense.length() + "@ca.example";
        stage.send(stage.filled(order, address));
        stage.confirmation(Stage.CHANNEL, address, "(");
        assertThat(stage.records().stateOf(address)).isIn("deferred", "rejected");
        assertThat(stage.mailsTo(address)).isEmpty();
    }

    @Test
    void another_orders_certificate_never_leaves() {
        LocalOrder order = stage.freshOrder();
        LocalOrder other = stage.freshOrder();
        StringBuilder pem = new StringBuilder();
        authority.chain(other.id()).forEach(each -> pem.append(Certificates.pem(each)));
        authority.answerPem(order.certificate().id(), pem.toString());
        stage.send(stage.filled(order, "other@ca.example"));
        stays("other@ca.example", order);
    }

    @Test
    void a_shuffled_chain_leaves_in_order() {
        LocalOrder order = stage.freshOrder();
        authority.answerPem(
                order.certificate().id(), authority.broken(order.id()).shuffled());
        stage.send(stage.filled(order, "shuffled@ca.example"));
        byte[] file = stage.mailTo("shuffled@ca.example")
                .parsed()
                .attachments()
                .get(0)
                .bytes();
        Certificates.areThoseOf(order, authority, new String(file, StandardCharsets.US_ASCII));
    }

    @Test
    void an_order_revoked_after_the_submission_is_not_sent() {
        LocalOrder order = stage.freshOrder();
        stage.world().mail().faults().refuseRecipient("revoked@ca.example", 450, "4.2.0 Later");
        try {
            stage.send(stage.filled(order, "revoked@ca.example"));
            stage.actions("revoked@ca.example", "mail.deferred");
            stage.records().change("UPDATE cert_order SET status = 'revoked' WHERE order_id = ?", order.id());
        } finally {
            stage.world().mail().faults().acceptRecipient("revoked@ca.example");
        }
        stage.records().hasten("revoked@ca.example");
        await().until(() -> !stage.records().stateOf("revoked@ca.example").matches("deferred|sending"));
        assertThat(stage.records().stateOf("revoked@ca.example")).isEqualTo("rejected");
        assertThat(stage.mailsTo("revoked@ca.example")).isEmpty();
    }

    @Test
    void a_certificate_of_a_hundred_names_and_one_with_a_long_chain_are_sent() {
        LocalOrder hundred = authority.order("gateway.brightwater.example");
        stage.send(stage.filled(hundred, "hundred@ca.example"));
        LocalOrder crossSigned = authority.order("pay.brightwater.example");
        stage.send(stage.filled(crossSigned, "cross@ca.example"));
        LocalOrder umlaut = authority.order("www.bücher.example");
        stage.send(stage.filled(umlaut, "umlaut@ca.example"));
        LocalOrder star = authority.order("*.example.com");
        stage.send(stage.filled(star, "star@ca.example"));
        LocalOrder pendingReissue = authority.order("api.brightwater.example");
        stage.send(stage.filled(pendingReissue, "reissue@ca.example"));
        for (String who : new String[] {"hundred", "cross", "umlaut", "star", "reissue"}) {
            assertThat(stage.mailTo(who + "@ca.example")
                            .parsed()
                            .attachments()
                            .get(0)
                            .name())
                    .matches("[a-z0-9._-]+\\.pem");
        }
    }

    private void stays(String address, LocalOrder order) {
        assertThat(stage.actions(address, "mail.rejected"))
                .containsExactly("send.requested", "mail.attempted", "mail.rejected");
        assertThat(stage.records().reasons(address, "mail.rejected").get(0)).hasSizeGreaterThan(20);
        Message told = stage.confirmation(Stage.CHANNEL, address, "Certificate not sent");
        assertThat(told.reads()).containsAnyOf("what CertCentral gave", "the certificate CertCentral gave");
        assertThat(stage.mailsTo(address)).isEmpty();
        assertThat(stage.records()
                        .number(
                                "SELECT count(*) FROM certificate WHERE certificate_id = ?",
                                order.certificate().id()))
                .isZero();
    }
}
