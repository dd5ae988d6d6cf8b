package dev.certsend.mail;

import dev.certsend.mail.Outcome.Kind;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the relay and its age. Used by one thread at a time. */
final class RelayConnection {

    /** Many relays close after a hundred letters. */
    static final int MOST_LETTERS = 100;

    private static final Logger log = LoggerFactory.getLogger(RelayConnection.class);

    private static final String NO_UTF8 = "the mail server takes no addresses with letters beyond ASCII (SMTPUTF8)";

    private final boolean utf8;
    private final SignIn signIn;
    private final RelayTransport transport;
    private final LongSupplier nanoTime;
    private int letters;
    private long usedAt;

    /** @param utf8 whether the transport is for letters that need SMTPUTF8, or for all others */
    RelayConnection(boolean utf8, RelayTransport transport, SignIn signIn, LongSupplier nanoTime) {
        this.utf8 = utf8;
        this.transport = transport;
        this.signIn = signIn;
        this.nanoTime = nanoTime;
        this.usedAt = nanoTime.getAsLong();
    }

    boolean isUtf8() {
        return utf8;
    }

    void connect() throws MessagingException {
        signIn.connect(transport);
    }

    /** Sends one letter, connecting first if need be. */
    Outcome send(StoredMessage message, Runnable beforeDot) {
        try {
            if (!transport.isOpen()) {
                connect();
            }
            if (utf8 && !transport.takesUtf8()) {
                return Outcome.of(Kind.REJECTED, NO_UTF8);
            }
            message.reportFailures(transport.reports());
            transport.beforeDot(beforeDot);
            letters++;
            transport.sendMessage(message, new Address[] {message.recipient()});
            return Outcome.of(Kind.ACCEPTED, transport.reply());
        } catch (MessagingException fault) {
            throwIfHeldBack(fault);
            return RelayFaults.outcome(transport, fault);
        } finally {
            transport.beforeDot(() -> {});
            usedAt = nanoTime.getAsLong();
        }
    }

    private static void throwIfHeldBack(MessagingException fault) {
        Throwable why = RelayFaults.heldBack(fault);
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Whether the relay had let go of this connection before it heard of the letter: then another connection may well do. */
    boolean wasStale() {
        return transport.phase() == SmtpPhase.MAIL && transport.reply().endsConnection();
    }

    long idleNanos() {
        return nanoTime.getAsLong() - usedAt;
    }

    boolean answers() {
        return transport.answers();
    }

    boolean isWorthKeeping() {
        return transport.isOpen() && !transport.reply().endsConnection() && letters < MOST_LETTERS;
    }

    /** Says QUIT if the connection still stands. */
    void close() {
        try {
            transport.close();
        } catch (MessagingException fault) {
            log.debug("closing a connection: {}", fault.toString());
        }
    }
}
