package dev.certsend.faults;

import java.time.Duration;

/**
 * One way for the sink to fail, by the option of Postfix's {@code smtp-sink} that does the same.
 *
 * @param probability that it strikes when a conversation gets there, 0 to 1
 * @param amount bytes of the letter that are read for {@link Kind#ABORT}, milliseconds for {@link Kind#SLOW}
 */
record SmtpFault(Kind kind, SmtpPoint at, double probability, long amount) {

    enum Kind {
        /** {@code -q}: closes without a reply; at the dot it has not taken the letter. */
        CLOSE,
        /** {@code -Q}: 421, and closes. */
        CLOSE_421,
        /** {@code -r}: 450. */
        TEMPORARY,
        /** {@code -f}: 500. */
        PERMANENT,
        /** {@code -A}: closes within the letter. */
        ABORT,
        /** {@code -W}: answers late. */
        SLOW,
        /** At the dot: takes the letter, and closes before it says so. */
        TAKE_AND_CLOSE,
        /** At the dot: takes the letter, and never answers. */
        TAKE_IN_SILENCE,
        /** Answers when it is told to, see {@link CountingSink#open}. */
        WAIT
    }

    static SmtpFault of(Kind kind, SmtpPoint at, double probability) {
        return new SmtpFault(kind, at, probability, 0);
    }

    static SmtpFault abort(int bytes, double probability) {
        return new SmtpFault(Kind.ABORT, SmtpPoint.DATA, probability, bytes);
    }

    static SmtpFault slow(SmtpPoint at, Duration late, double probability) {
        return new SmtpFault(Kind.SLOW, at, probability, late.toMillis());
    }

    /** Whether the sender may have sent its dot and cannot know what became of the letter. */
    boolean leavesDoubt() {
        return kind == Kind.ABORT
                || (at == SmtpPoint.DOT
                        && (kind == Kind.CLOSE || kind == Kind.TAKE_AND_CLOSE || kind == Kind.TAKE_IN_SILENCE));
    }
}
