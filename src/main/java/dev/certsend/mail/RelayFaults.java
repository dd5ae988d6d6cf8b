package dev.certsend.mail;

import dev.certsend.mail.Outcome.Kind;
import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** Turns what the library threw, and what the transport remembers, into an {@link Outcome}. */
final class RelayFaults {

    private RelayFaults() {}

    static Outcome outcome(RelayTransport transport, MessagingException fault) {
        if (fault instanceof NotOffered) {
            return Outcome.of(Kind.RELAY_REFUSES_US, String.valueOf(fault.getMessage()));
        }
        if (fault instanceof TokenFault noToken) {
            return Outcome.of(noToken.kind(), String.valueOf(fault.getMessage()));
        }
        CertificateException untrusted = find(fault, CertificateException.class);
        if (untrusted != null) {
            return Outcome.of(
                    Kind.RELAY_REFUSES_US, "the relay's certificate is not trusted: " + untrusted.getMessage());
        }
        SmtpReply reply = transport.reply();
        SmtpReply heard = reply.code() > 0 && (reply.isFailure() || transport.phase() == SmtpPhase.DOT)
                ? reply
                : SmtpReply.none(describe(transport.phase(), fault));
        return Outcome.of(SmtpReplies.judge(transport.phase(), heard), heard);
    }

    /** What the caller's own action before the dot threw, or null. */
    static @Nullable Throwable heldBack(MessagingException fault) {
        HeldBack heldBack = find(fault, HeldBack.class);
        return heldBack == null ? null : heldBack.getCause();
    }

    private static String describe(SmtpPhase phase, MessagingException fault) {
        Throwable root = fault;
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String what = root == fault
                ? "the relay closed the connection"
                : root.getClass().getSimpleName() + ": " + root.getMessage();
        return "no reply at " + phase + ": " + what;
    }

    private static <T extends Throwable> @Nullable T find(Throwable fault, Class<T> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
