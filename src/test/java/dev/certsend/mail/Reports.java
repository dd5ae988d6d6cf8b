package dev.certsend.mail;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reports as mail servers write them, about a letter to bob@example.org; names, hosts and ids are ours. */
public final class Reports {
    public static final UUID DELIVERY = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    private static final String RETURNED = """
            Return-Path: <%1$s>
            Date: Sun, 22 Nov 2026 10:00:00 +0000
            From: certificates@example.com
            To: bob@example.org
            Message-ID: <d-%2$s@example.com>
            Subject: Certificate for www.example.com
            """;

    private Reports() {}

    public static byte[] bytes(String report) {
        return report.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Postfix 3, with the returned head. */
    public static String postfix(String to, UUID delivery) {
        return report(to, delivery, "Auto-Submitted: auto-replied", """
                Reporting-MTA: dns; mx.example.com
                Original-Envelope-Id: %s
                X-Postfix-Queue-ID: 4XyZ
                Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000 (UTC)

                Final-Recipient: rfc822; bob@example.org
                Original-Recipient: rfc822;bob@example.org
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mail.example.org
                Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: Recipient address rejected:
                    User unknown in virtual mailbox table
                """.formatted(delivery));
    }

    /** Any report in the form of RFC 3464. */
    public static String report(String to, UUID delivery, String header, String status) {
        return """
                Return-Path: <>
                Delivered-To: %1$s
                Date: Sun, 22 Nov 2026 10:00:05 +0000 (UTC)
                From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: %1$s
                %2$s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                    boundary="4XyZ.1795341605/mx.example.com"
                Message-Id: <20261122100005.4XyZ@mx.example.com>

                This is a MIME-encapsulated message.

                --4XyZ.1795341605/mx.example.com
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not
                be delivered to one or more recipients.

                --4XyZ.1795341605/mx.example.com
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                %3$s
                --4XyZ.1795341605/mx.example.com
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                %4$s
                --4XyZ.1795341605/mx.example.com--
                """.formatted(to, header, status, RETURNED.formatted(to, delivery));
    }

    /** qmail-send, in its own words. */
    public static String qmail(String to, UUID delivery) {
        return """
                Return-Path: <>
                Delivered-To: %1$s
                Date: 22 Nov 2026 10:00:05 -0000
                From: MAILER-DAEMON@qmail.example
                To: %1$s
                Subject: failure notice

                Hi. This is the qmail-send program at qmail.example.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <bob@example.org>:
                192.0.2.7 does not like recipient.
                Remote host said: 550 5.1.1 No such user
                Giving up on 192.0.2.7.

                --- Below this line is a copy of the message.

                %2$s""".formatted(to, RETURNED.formatted(to, delivery));
    }

    /** Somebody is on holiday. */
    public static String outOfOffice(String to) {
        return """
                Return-Path: <>
                From: Bob <bob@example.org>
                To: %s
                Subject: Automatic reply: Undeliverable certificate? I am away
                Auto-Submitted: auto-replied
                Content-Type: text/plain

                550 days without a holiday. Back on Monday.
                """.formatted(to);
    }
}
