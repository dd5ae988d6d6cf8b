package dev.certsend.playground.mail;

import java.util.Optional;

/**
 * What the server does once it has read the final dot.
 *
 * @param reply what it answers; empty if it answers nothing
 * @param closes whether it ends the connection instead of keeping it open in silence
 * @param keeps whether the mail is in the inbox all the same, as after an acceptance whose reply was lost
 */
public record AfterDot(Optional<Reply> reply, boolean closes, boolean keeps) {

    /** A refusal, such as {@code 451 4.7.1 Greylisted}. */
    public record Reply(int code, String text) {}

    public static AfterDot refuse(int code, String text) {
        return new AfterDot(Optional.of(new Reply(code, text)), false, false);
    }

    /** The mail is taken, and the sender never learns of it. */
    public static AfterDot takeAndClose() {
        return new AfterDot(Optional.empty(), true, true);
    }

    /** The mail is lost, and the sender never learns of it. */
    public static AfterDot loseAndClose() {
        return new AfterDot(Optional.empty(), true, false);
    }

    /** The mail is taken, and the connection stays open without a word. */
    public static AfterDot takeInSilence() {
        return new AfterDot(Optional.empty(), false, true);
    }

    /** The mail is lost, and the connection stays open without a word. */
    public static AfterDot loseInSilence() {
        return new AfterDot(Optional.empty(), false, false);
    }
}
