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

    private final SmtpSettings settings;
    private final RelayTransport transport;
    private final LongSupplier nanoTime;
    private int letters;
    private long usedAt;

    RelayConnection(SmtpSettings settings, RelayTransport transport, LongSupplier nanoTime) {
        this.settings = settings;
        this.transport = transport;
        this.nanoTime = nanoTime;
        this.usedAt = nanoTime.getAsLong();
    }

    void connect() throws MessagingException {
        SmtpSettings.Login login = settings.login();
        if (login == null) {
            transport.connect(settings.host(), settings.port(), "", null);
        } else {
            transport.connect(
                    settings.host(),
                    settings.port(),
                    login.user(),
                    login.password().value());
        }
    }

    /** Sends one letter, connecting first if need be. */
    Outcome send(StoredMessage message, Runnable beforeDot) {
        try {
            if (!transport.isOpen()) {
                connect();
            }
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
            log.debug("closing a connection to {}: {}", settings, fault.toString());
        }
    }
}
