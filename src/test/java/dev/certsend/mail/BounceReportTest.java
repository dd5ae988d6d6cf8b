package dev.certsend.mail;

import static dev.certsend.mail.Reports.DELIVERY;
import static dev.certsend.mail.Reports.bytes;
import static dev.certsend.mail.Reports.outOfOffice;
import static dev.certsend.mail.Reports.postfix;
import static dev.certsend.mail.Reports.qmail;
import static dev.certsend.mail.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.mail.BounceReport.Kind;
import dev.certsend.mail.ReportedRecipient.Action;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports as the usual mail servers write them. */
class BounceReportTest {
    private static final String TO = "bounces+tag.proof@bounces.example.com";
    private static final String ID = "<d-" + DELIVERY + "@example.com>";

    @Test
    void reads_postfix() {
        BounceReport read = read(postfix(TO, DELIVERY));

        assertThat(read.kind()).isEqualTo(Kind.REPORT);
        assertThat(read.addressees()).contains(TO);
        assertThat(read.envelopeId()).isEqualTo(DELIVERY);
        assertThat(read.messageIds()).containsExactly(ID);
        assertThat(read.failure())
                .contains(new ReportedRecipient(
                        Action.FAILED,
                        "5.1.1",
                        "550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown in virtual mailbox table",
                        "bob@example.org"));
        assertThat(read.failure().orElseThrow().reason()).startsWith("550 5.1.1 <bob@");
    }

    @Test
    void reads_it_behind_an_mboxs_first_line() {
        assertThat(read("From MAILER-DAEMON  Sun Nov 22 10:00:05 2026\n" + postfix(TO, DELIVERY)))
                .isEqualTo(read(postfix(TO, DELIVERY)));
    }

    @Test
    void reads_exchange_with_the_whole_letter_returned_in_base64() {
        BounceReport read = read("""
                Return-Path: <>
                X-Original-To: %1$s
                From: <postmaster@outlook.example>
                To: <%1$s>
                Content-Type: multipart/report; report-type="delivery-status"; boundary=B1_
                Subject: =?utf-8?B?VW5kZWxpdmVyYWJsZTogQ2VydGlmaWNhdGU=?=
                Auto-Submitted: auto-replied

                --B1_
                Content-Type: multipart/alternative; differences=Content-Type; boundary=B2

                --B2
                Content-Type: text/plain; charset="us-ascii"
                Content-Transfer-Encoding: quoted-printable

                Your message to bob@example.org couldn't be delivered=2E

                --B2--

                --B1_
                Content-Type: message/delivery-status

                Reporting-MTA: dns;AM0PR01MB1.eurprd01.prod.exchangelabs.example
                Received-From-MTA: dns;mail.example.com

                Final-Recipient: rfc822;bob@example.org
                Action: failed
                Status: 5.1.10
                Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

                --B1_
                Content-Type: message/rfc822

                Message-ID: <d-%2$s@example.com>
                Content-Type: multipart/mixed; boundary=B3

                --B3
                Content-Type: message/delivery-status

                Final-Recipient: rfc822;somebody@else.example
                Action: failed
                Status: 5.9.9

                --B3--
                --B1_--
                """.formatted(TO, DELIVERY));

        assertThat(read.messageIds()).containsExactly(ID);
        assertThat(read.recipients()).singleElement().satisfies(bob -> {
            assertThat(bob.reason())
                    .isEqualTo("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup");
            assertThat(bob.address()).isEqualTo("bob@example.org");
        });
    }

    @Test
    void reads_gmail_whose_diagnostic_has_several_lines() {
        BounceReport read = read(report(TO, DELIVERY, "X-Failed-Recipients: bob@example.org", """
                Reporting-MTA: dns; googlemail.com
                Arrival-Date: Sun, 22 Nov 2026 02:00:00 -0800 (PST)
                X-Original-Message-ID: <x@mail.gmail.example>

                Final-Recipient: rfc822; bob@example.org
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; aspmx.l.google.example. (192.0.2.27, the server for the domain example.org.)
                Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
                 550-5.1.1 double-checking the recipient's email address for typos or
                 550 5.1.1  unnecessary spaces.
                Last-Attempt-Date: Sun, 22 Nov 2026 02:00:01 -0800 (PST)
                """));

        assertThat(read.failure().orElseThrow().reason())
                .startsWith("550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1")
                .endsWith("unnecessary spaces.");
    }

    @Test
    void reads_sendmail_with_two_recipients_of_whom_one_was_reached() {
        BounceReport read = read(report(TO, DELIVERY, "Auto-Submitted: auto-generated (failure)", """
                Reporting-MTA: dns; sendmail.example
                Arrival-Date: Sun, 22 Nov 2026 10:00:00 GMT

                Final-Recipient: RFC822; team@example.org
                Action: expanded (to multi-recipient alias)
                Status: 2.0.0

                Final-Recipient: RFC822; bob@other.example
                Action: FAILED
                Status: 5.2.2 (mailbox full)
                Diagnostic-Code: SMTP; 552 quota exceeded
                """));

        assertThat(read.recipients())
                .extracting(ReportedRecipient::action)
                .containsExactly(Action.EXPANDED, Action.FAILED);
        assertThat(read.failure().orElseThrow().reason()).isEqualTo("5.2.2 552 quota exceeded");
    }

    @ParameterizedTest
    @CsvSource({"delayed, 4.4.1", "delivered, 2.0.0", "relayed, 2.0.0", "expanded, 2.0.0", "lost, 5.0.0"})
    void what_is_not_failed_is_no_bounce(String action, String status) {
        BounceReport read = read(report(TO, DELIVERY, "X-Any: thing", """
                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; bob@example.org
                Action: %s
                Status: %s
                """.formatted(action, status)));

        assertThat(read.recipients()).hasSize(1);
        assertThat(read.failure()).isEmpty();
    }

    @Test
    void a_status_for_good_will_do_where_the_action_is_left_out_and_none_is_made_of_nothing() {
        assertThat(read(status("Status: 5.7.1")).failure().orElseThrow().reason())
                .isEqualTo("5.7.1");
        assertThat(read(status("Status: 4.7.1")).failure()).isEmpty();
        assertThat(read(status("Action: failed")).failure().orElseThrow().reason())
                .isEqualTo("5.0.0");
    }

    private static String status(String line) {
        return report(TO, DELIVERY, "X-Any: thing", "Final-Recipient: rfc822; bob@example.org\n" + line + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89AB-CDEF-0123-456789ABCDEF, true",
        "01234567+2D89ab+2Dcdef+2D0123+2D456789abcdef, true",
        "1-1-1-1-1, false",
        "01234567-89ab-cdef-0123-456789abcdef0, false",
        "QQ314159, false",
    })
    void an_envelope_id_is_a_deliverys_or_none(String id, boolean ours) {
        UUID read =
                read(status("Action: failed\n\nOriginal-Envelope-Id: " + id)).envelopeId();
        if (ours) {
            assertThat(read).isEqualTo(DELIVERY);
        } else {
            assertThat(read).isNull();
        }
    }

    @Test
    void a_diagnostic_becomes_one_line_that_shows_all_it_holds() {
        String reason = read(status(
                        "Action: failed\nDiagnostic-Code: smtp; 550 \u202eno\u0007 =?utf-8?Q?gr=C3=BC=C3=9F=0A=0Dgott?= "
                                + "x".repeat(1000)))
                .failure()
                .orElseThrow()
                .diagnostic();
        assertThat(reason).startsWith("550 no grüß gott xxx").endsWith("…").hasSize(300);
    }

    @Test
    void reads_qmails_own_words() {
        BounceReport read = read(qmail(TO, DELIVERY));

        assertThat(read.kind()).isEqualTo(Kind.PLAIN);
        assertThat(read.failure().orElseThrow().reason()).isEqualTo("Remote host said: 550 5.1.1 No such user");
        assertThat(read.addressees()).contains(TO);
    }

    @Test
    void reads_old_exim_and_old_exchange() {
        assertThat(read("""
                Return-path: <>
                Envelope-to: %s
                X-Failed-Recipients: bob@example.org
                Auto-Submitted: auto-replied
                From: Mail Delivery System <Mailer-Daemon@exim.example>
                Subject: Mail delivery failed: returning message to sender

                  bob@example.org
                    Unrouteable address
                """.formatted(TO)).failure())
                .contains(new ReportedRecipient(
                        Action.FAILED,
                        "5.0.0",
                        "Mail delivery failed: returning message to sender",
                        "bob@example.org"));
        assertThat(read("""
                From: System Administrator <postmaster@exchange.example>
                To: %s
                Subject: Undeliverable: Certificate
                Content-Type: multipart/mixed; boundary=x

                --x

                bob@example.org on 11/22/2026 10:00 AM
                  The e-mail account does not exist at the organization this message was sent to.
                      <exchange.example #5.1.1>
                --x
                Content-Type: message/rfc822

                Message-ID: %s

                --x--
                """.formatted(TO, ID)).failure().orElseThrow().reason()).isEqualTo("<exchange.example #5.1.1>");
    }

    @Test
    void an_out_of_office_reply_is_no_bounce() {
        assertThat(read(outOfOffice(TO)).kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <>\nFrom: Bob <bob@example.org>\nSubject: Undeliverable: Certificate",
                "Return-Path: <bob@example.org>\nFrom: postmaster@example.org\nSubject: Undeliverable: Certificate",
                "Return-Path: <>\nFrom: postmaster@example.org\nSubject: Message quarantined",
                "Return-Path: <>\nFrom: MAILER-DAEMON@exim.example\nX-Failed-Recipients: b@x\nSubject: Warning: message 1abc delayed 24 hours",
                "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nAuto-Submitted: auto-replied\nSubject: failure notice",
                "Return-Path: <>\nFrom: postmaster@x.example <bob@example.org>\nSubject: failure notice",
                "From: MAILER-DAEMON@x.example\nSubject: Undeliverable\nContent-Type: multipart/report; report-type=disposition-notification",
            })
    void what_is_not_plainly_a_bounce_is_none(String head) {
        BounceReport read = read(head + "\nTo: " + TO + "\n\n550 5.1.1 no such user\n");
        assertThat(read.kind()).isEqualTo(Kind.OTHER);
        assertThat(read.failure()).isEmpty();
    }

    @Test
    void a_bounce_that_bounced_names_no_letter() {
        String inner = postfix(TO, DELIVERY);
        BounceReport read = read("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.com
                To: postmaster@example.com
                Subject: Postmaster notify: see transcript for details
                Content-Type: multipart/report; report-type=delivery-status; boundary=zz

                --zz
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.2.1

                --zz
                Content-Type: message/rfc822

                %s
                --zz--
                """.formatted(TO, inner));

        assertThat(read.addressees()).containsExactly("postmaster@example.com");
        assertThat(read.envelopeId()).isNull();
        assertThat(read.messageIds()).doesNotContain(ID);
        assertThat(read.recipients()).hasSize(1);
    }

    private static BounceReport read(String report) {
        return BounceReport.read(bytes(report));
    }
}
