package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.mail.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpRepliesTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "CONNECT, 421 4.3.2 busy, RELAY_DOWN",
        "CONNECT, 450 wait, RELAY_DOWN",
        "CONNECT, 554 5.7.1 blocked, RELAY_REFUSES_US",
        "HELLO, 451 busy, RELAY_DOWN",
        "HELLO, 550 5.7.1 bad name, RELAY_REFUSES_US",
        "STARTTLS, 454 4.7.0 no TLS now, RELAY_DOWN",
        "STARTTLS, 502 what, RELAY_REFUSES_US",
        "AUTH, 535 5.7.8 wrong, RELAY_REFUSES_US",
        "AUTH, 535 5.7.139 basic is off, RELAY_REFUSES_US",
        "AUTH, 550 5.7.30 basic authentication is not supported, RELAY_REFUSES_US",
        "AUTH, 454 4.7.0 try later, RELAY_REFUSES_US",
        "AUTH, 534 5.7.9 too weak, RELAY_REFUSES_US",
        "AUTH, 504 5.5.4 unknown mechanism, RELAY_REFUSES_US",
        "AUTH, 421 4.4.2 closing, RELAY_DOWN",
        "AUTH, 451 4.3.0 busy, RELAY_DOWN",
        "MAIL, 421 4.7.0 too many, RELAY_DOWN",
        "MAIL, 451 4.3.0 disk full, DEFERRED",
        "MAIL, 452 4.3.1 disk full, DEFERRED",
        "MAIL, 530 5.7.57 not authenticated, RELAY_REFUSES_US",
        "MAIL, 550 5.7.30 basic is off, RELAY_REFUSES_US",
        "MAIL, 553 5.7.1 sender not owned, RELAY_REFUSES_US",
        "MAIL, 550 5.1.8 sender bounces+x.y@x.example unknown, RELAY_REFUSES_US",
        "MAIL, 550 5.4.5 daily limit, DEFERRED",
        "RCPT, 550 5.7.30 basic is off, RELAY_REFUSES_US",
        "DATA, 550 5.7.30 basic is off, RELAY_REFUSES_US",
        "DOT, 550 5.7.30 basic is off, RELAY_REFUSES_US",
        "RCPT, 421 4.7.28 rate, DEFERRED",
        "RCPT, 450 4.2.1 greylisted, DEFERRED",
        "RCPT, 452 4.2.2 full, DEFERRED",
        "RCPT, 552 5.2.2 full, DEFERRED",
        "RCPT, 552 too many recipients, DEFERRED",
        "RCPT, 550 5.1.1 unknown, REJECTED",
        "RCPT, 550 5.4.1 access denied, REJECTED",
        "RCPT, 550 5.4.4 no route, DEFERRED",
        "RCPT, 551 not local, REJECTED",
        "RCPT, 553 5.1.3 syntax, REJECTED",
        "RCPT, 554 5.7.1 relay access denied, REJECTED",
        "RCPT, 454 4.7.1 relay access denied, DEFERRED",
        "RCPT, 530 5.7.0 sign in, RELAY_REFUSES_US",
        "RCPT, 550 4.7.1 says both, DEFERRED",
        "RCPT, 451 5.7.1 says both, DEFERRED",
        "DATA, 554 no valid recipients, REJECTED",
        "DATA, 451 later, DEFERRED",
        "DOT, 250 ok, ACCEPTED",
        "DOT, 200 ok, ACCEPTED",
        "DOT, 354 more, UNCERTAIN",
        "DOT, 421 4.3.2 closing, DEFERRED",
        "DOT, 450 later, DEFERRED",
        "DOT, 500 no, REJECTED",
        "DOT, 550 5.0.350 file type, REJECTED",
        "DOT, 550 5.7.60 send as, RELAY_REFUSES_US",
        "DOT, 552 too big, REJECTED",
        "DOT, 552 5.2.2 full, DEFERRED",
        "DOT, 552 5.3.4 too big, REJECTED",
        "DOT, 552 5.7.0 content, REJECTED",
        "DOT, 554 5.6.0 content, REJECTED",
    })
    void decides_by_phase_and_reply(SmtpPhase phase, String line, Kind kind) {
        SmtpReply reply = SmtpReply.of(Integer.parseInt(line.substring(0, 3)), line);

        assertThat(SmtpReplies.judge(phase, reply)).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "550 5.0.350 Remote server returned an error -> a file type that is NOT allowed, true",
        "552 5.7.0 This message was blocked because its content presents a potential security issue, true",
        "554 5.6.0 no, true",
        "550 5.6.1 no, true",
        "554 5.7.1 attachment name not allowed, true",
        "552 Illegal attachment, true",
        "552 5.7.0 not you, false",
        "554 5.7.1 relay access denied, false",
        "550 5.1.1 no such user, false",
        "552 5.3.4 too big, false",
        "552 too big, false",
        "450 4.6.0 content scanner is busy, false",
        "250 2.0.0 content accepted, false",
    })
    void tells_a_refusal_of_the_content(String line, boolean content) {
        SmtpReply reply = SmtpReply.of(Integer.parseInt(line.substring(0, 3)), line);

        Outcome outcome = Outcome.of(SmtpReplies.judge(SmtpPhase.DOT, reply), reply);

        assertThat(outcome.isAboutContent()).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(SmtpPhase.class)
    void is_uncertain_only_of_silence_after_the_dot(SmtpPhase phase) {
        Kind kind = SmtpReplies.judge(phase, SmtpReply.none("timed out"));

        assertThat(kind == Kind.UNCERTAIN).isEqualTo(phase == SmtpPhase.DOT);
        assertThat(kind).isNotIn(Kind.ACCEPTED, Kind.REJECTED);
    }

    @Test
    void reads_a_reply_of_several_lines() {
        assertThat(SmtpReply.of(550, "550-5.1.1 no such\n550-5.1.1 user\n550 5.1.1 here\n"))
                .isEqualTo(new SmtpReply(550, "5.1.1", "no such user here"));
        assertThat(SmtpReply.of(250, "250")).isEqualTo(new SmtpReply(250, null, ""));
        assertThat(SmtpReply.of(-1, "[EOF]").code()).isZero();
        assertThat(SmtpReply.of(250, "250 2.0 is no code")).isEqualTo(new SmtpReply(250, null, "2.0 is no code"));
    }
}
