package dev.certsend.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one letter at the relay.
 *
 * @param code the reply's code (RFC 5321 section 4.2), 0 if no reply came
 * @param enhancedCode such as {@code 5.1.1} (RFC 3463), null if the reply had none
 * @param text the reply or the fault on one line, for people; never our password, never the letter
 */
public record Outcome(Kind kind, int code, @Nullable String enhancedCode, String text) {

    /** What the sender does next. */
    public enum Kind {
        /** The relay has taken the letter on. */
        ACCEPTED,
        /** Not this time: try this letter again later. */
        DEFERRED,
        /** Never: the address or the letter is refused for good. */
        REJECTED,
        /** The final dot was sent and no reply came: the relay may or may not have the letter. */
        UNCERTAIN,
        /** The relay can't be reached or takes nobody's letters now; says nothing about this letter. */
        RELAY_DOWN,
        /** The relay wants other credentials, another sender or another encryption: nothing will pass until someone mends that. */
        RELAY_REFUSES_US
    }

    /**
     * Whether what the letter holds was refused, such as the type of an attached file; without the attachment it may well pass.
     */
    public boolean isAboutContent() {
        return kind == Kind.REJECTED && SmtpReplies.isAboutContent(code, enhancedCode, text);
    }

    static Outcome of(Kind kind, SmtpReply reply) {
        return new Outcome(kind, reply.code(), reply.enhancedCode(), reply.text());
    }

    /** Where nobody replied. */
    public static Outcome of(Kind kind, String text) {
        return of(kind, SmtpReply.none(text));
    }

    /** {@code rejected: 550 5.1.1 no such user}. */
    @Override
    public String toString() {
        StringBuilder line =
                new StringBuilder(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(':');
        if (code > 0) {
            line.append(' ').append(code);
        }
        if (enhancedCode != null) {
            line.append(' ').append(enhancedCode);
        }
        return line.append(' ').append(text).toString();
    }
}
