package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.certcentral.CertCentralFault.Kind;
import dev.certsend.playground.certcentral.Fault;
import dev.certsend.playground.certcentral.LocalCertCentral;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.certcentral.RecordedCall;
import dev.certsend.playground.certcentral.SentMail;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client has CertCentral do, against the playground's CertCentral: e-mails of certificates, and notes. */
class WritesTest {

    private final LocalCertCentral authority = LocalCertCentral.start(20, 1);
    private final CertCentralClient client = client(LocalCertCentral.KEY);
    private final LocalOrder order = authority.order("www.example.com");
    private final long certificate = order.certificate().id();
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void stop() {
        authority.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment", "plaintext", "downloadlink"})
    void has_a_certificate_sent_in_each_format(String format) {
        client.sendEmail(certificate, "anna@example.net", format, "Two\nlines, \"quoted\" by Ünal", this::aboutToSend);

        assertThat(authority.sentMails())
                .containsExactly(new SentMail(
                        certificate, List.of("anna@example.net"), format, "Two\nlines, \"quoted\" by Ünal"));
        assertThat(steps).containsExactly("before any call");
    }

    @Test
    void leaves_an_empty_message_out() {
        client.sendEmail(certificate, "anna@example.net", "attachment", "", () -> {});

        assertThat(authority.calls())
                .singleElement()
                .extracting(RecordedCall::body)
                .isEqualTo("{\"emails\":[\"anna@example.net\"],\"certificate_collect_format\":\"attachment\"}");
    }

    @Test
    void sends_nothing_when_the_last_moment_forbids_it() {
        assertThatThrownBy(() -> client.sendEmail(certificate, "anna@example.net", "attachment", "", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(authority.calls()).isEmpty();
    }

    @Test
    void says_what_certcentral_has_against_an_address() {
        authority.refuseRecipient("gone@example.net");

        CertCentralFault fault = faultOf(() -> mail("gone@example.net"));

        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault)
                .hasMessage("CertCentral, e-mail of certificate " + certificate
                        + ": answered 400 invalid_value:emails: emails contains an invalid value.");
    }

    @Test
    void knows_a_certificate_that_is_not_there_and_one_that_is_not_issued() {
        long pending = authority.order("new.example.com").certificate().id();

        assertThat(faultOf(() -> client.sendEmail(42, "a@b.example", "attachment", "", () -> {}))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(faultOf(() -> client.sendEmail(pending, "a@b.example", "attachment", "", () -> {}))
                        .kind())
                .isEqualTo(Kind.NOT_ISSUED);
    }

    @Test
    void is_refused_with_a_key_that_may_only_read() {
        CertCentralClient reader = client(LocalCertCentral.VIEW_ONLY_KEY);

        assertThat(faultOf(() -> reader.sendEmail(certificate, "a@b.example", "attachment", "", () -> {}))
                        .kind())
                .isEqualTo(Kind.KEY_REFUSED);
        assertThat(faultOf(() -> reader.addNote(order.id(), "x", () -> {})).kind())
                .isEqualTo(Kind.KEY_REFUSED);
        assertThat(reader.notes(order.id())).isEmpty();
    }

    /** A fault that CertCentral answered did nothing; one that came instead of its answer may have. */
    @ParameterizedTest
    @CsvSource({
        "INTERNAL_ERROR, BUSY, 0",
        "UNAVAILABLE, BUSY, 0",
        "HTML, UNCERTAIN, 0",
        "TOO_MANY_REQUESTS, RATE_LIMITED, 0",
        "FORBIDDEN, KEY_REFUSED, 0",
        "NO_ANSWER, UNCERTAIN, 1",
        "LOST_BY_GATEWAY, UNCERTAIN, 1",
        "LOST_500, UNCERTAIN, 1",
        "LOST_520, UNCERTAIN, 1",
        "LOST_524, UNCERTAIN, 1",
        "LOST_408, UNCERTAIN, 1",
        "LOST_200, UNCERTAIN, 1",
        "LOST_IN_WORDS, UNCERTAIN, 1"
    })
    void tells_what_was_not_done_from_what_nobody_knows_and_asks_once(Fault fault, Kind kind, int sent) {
        authority.faults().always(fault);

        assertThat(faultOf(() -> mail("a@b.example")).kind()).isEqualTo(kind);
        assertThat(authority.calls()).hasSize(1);
        assertThat(authority.sentMails()).hasSize(sent);
        assertThat(faultOf(() -> client.addNote(order.id(), "once", () -> {})).kind())
                .isEqualTo(kind);
        assertThat(authority.notes(order.id())).hasSize(sent);
    }

    @Test
    void has_not_sent_what_found_no_connection() {
        authority.down();

        assertThat(faultOf(() -> mail("a@b.example")).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void does_not_know_what_becomes_of_a_call_that_takes_too_long() {
        authority.faults().slow(Duration.ofSeconds(20));
        CertCentralClient hasty = client(LocalCertCentral.KEY, Duration.ofMillis(500));

        assertThat(faultOf(() -> hasty.sendEmail(certificate, "a@b.example", "attachment", "", () -> {}))
                        .kind())
                .isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void writes_notes_and_reads_them() {
        client.addNote(order.id(), "sent by \"Ünal\"", this::aboutToSend);
        client.addNote(order.id(), "and again", () -> {});

        assertThat(client.notes(order.id())).containsExactly("sent by \"Ünal\"", "and again");
        assertThat(steps).containsExactly("before any call");
        assertThat(faultOf(() -> client.addNote(42, "x", () -> {})).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(faultOf(() -> client.addNote(order.id(), " ", () -> {})).kind())
                .isEqualTo(Kind.REFUSED);
    }

    private void mail(String address) {
        client.sendEmail(certificate, address, "attachment", "", () -> {});
    }

    private void aboutToSend() {
        steps.add(authority.calls().isEmpty() ? "before any call" : "too late");
    }

    private CertCentralClient client(String key) {
        return client(key, Duration.ofSeconds(10));
    }

    private CertCentralClient client(String key, Duration timeout) {
        return new CertCentralClient(
                new CertCentralSettings(URI.create(authority.url()), new Secret(key), timeout), CallLimit.NONE);
    }

    private static CertCentralFault faultOf(ThrowingCallable call) {
        CertCentralFault fault = catchThrowableOfType(CertCentralFault.class, call);
        assertThat(fault).isNotNull();
        return fault;
    }
}
