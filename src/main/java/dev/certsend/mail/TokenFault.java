package dev.certsend.mail;

import dev.certsend.mail.Outcome.Kind;
import jakarta.mail.MessagingException;

/** No access token could be had. The message says why, and nothing of any secret. */
final class TokenFault extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private TokenFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** It may be had later: nothing needs mending here. */
    static TokenFault passing(String message) {
        return new TokenFault(Kind.RELAY_DOWN, message);
    }

    /** Somebody has to mend something first. */
    static TokenFault lasting(String message) {
        return new TokenFault(Kind.RELAY_REFUSES_US, message);
    }

    /** The same for another thread, whose own stack it tells. */
    TokenFault again() {
        return new TokenFault(kind, String.valueOf(getMessage()));
    }

    Kind kind() {
        return kind;
    }
}
