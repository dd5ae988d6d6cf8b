package dev.certsend.mail;

import dev.certsend.mail.Outcome.Kind;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The way to the relay, over a few connections that are kept. Safe for any number of threads; each waits for a connection of its own. */
public final class Mailer implements AutoCloseable {

    private static final int SECONDS_BETWEEN_SWEEPS = 30;
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final MailSettings settings;
    private final SignIn signIn;
    private final RelayTransports transports;
    private final LongSupplier nanoTime;
    private final ConnectionPool pool;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Mailer::daemon);

    /** Connects to nothing yet. */
    public Mailer(MailSettings settings) {
        this(settings, System::nanoTime);
    }

    Mailer(MailSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.signIn = new SignIn(settings.smtp(), nanoTime);
        this.transports = new RelayTransports(settings.smtp(), clock);
        this.pool = new ConnectionPool(settings.smtp().connections(), this::freshConnection);
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(
                pool::closeOld, SECONDS_BETWEEN_SWEEPS, SECONDS_BETWEEN_SWEEPS, TimeUnit.SECONDS);
    }

    /**
     * Sends a letter to one recipient, byte for byte (dots at line starts doubled on the wire, as SMTP has it).
     *
     * <p>Where the recipient {@link EmailAddress#needsSmtpUtf8} and the relay does not offer SMTPUTF8, the letter is rejected and nothing of
     * it is said to the relay.
     *
     * @param letter as {@link Letter#bytes} made it
     * @param beforeDot runs when all but the final dot is sent: the last moment at which the letter can't have arrived. If it throws,
     *     the dot is not sent, the connection is dropped, and the exception comes out of here
     * @throws IllegalArgumentException if the letter is not in wire form
     * @throws IllegalStateException if the mailer is closed
     */
    public Outcome send(Envelope envelope, byte[] letter, Runnable beforeDot) {
        StoredMessage message = new StoredMessage(envelope, letter);
        try {
            pool.enter();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Outcome.of(Kind.RELAY_DOWN, "stopped while waiting for a connection");
        }
        try {
            Outcome outcome = sendOverKept(message, beforeDot);
            return outcome != null ? outcome : sendOver(pool.fresh(message.needsSmtpUtf8()), message, beforeDot);
        } finally {
            pool.leave();
        }
    }

    /** The same of a letter without an id. */
    public Outcome send(EmailAddress envelopeFrom, EmailAddress to, byte[] letter, Runnable beforeDot) {
        return send(new Envelope(envelopeFrom, to, null), letter, beforeDot);
    }

    /** What letters are written and signed with. */
    public MailSettings settings() {
        return settings;
    }

    /** Whether the relay takes addresses that need SMTPUTF8 (RFC 6531), as it said when last called; empty if it never was. */
    public Optional<Boolean> takesUtf8() {
        return signIn.takesUtf8();
    }

    /** Null if no kept connection could take the letter; that is no news about the relay, only about the connection's age. */
    private @Nullable Outcome sendOverKept(StoredMessage message, Runnable beforeDot) {
        RelayConnection kept = pool.kept(message.needsSmtpUtf8());
        if (kept == null) {
            return null;
        }
        try {
            Outcome outcome = kept.send(message, beforeDot);
            // Before it is given back: the next letter on it changes the answer, and this one would be sent twice.
            return kept.wasStale() ? null : outcome;
        } finally {
            pool.giveBack(kept);
        }
    }

    private Outcome sendOver(RelayConnection connection, StoredMessage message, Runnable beforeDot) {
        try {
            return connection.send(message, beforeDot);
        } finally {
            pool.giveBack(connection);
        }
    }

    /** Calls the relay on a connection of its own, up to and including the sign-in, and hangs up. */
    public RelayCheck check() {
        RelayTransport transport = transports.fresh(false);
        RelayConnection connection = new RelayConnection(false, transport, signIn, nanoTime);
        try {
            connection.connect();
            List<String> steps = new ArrayList<>(transport.steps());
            steps.add(signIn.told());
            steps.add(
                    transport.takesUtf8()
                            ? "takes addresses beyond ASCII (SMTPUTF8)"
                            : "takes ASCII addresses only (no SMTPUTF8)");
            Dkim dkim = settings.dkim();
            steps.add(dkim == null ? "letters leave unsigned (no DKIM)" : "letters are signed: " + dkim);
            return new RelayCheck(steps, null);
        } catch (MessagingException fault) {
            return new RelayCheck(transport.steps(), RelayFaults.outcome(transport, fault));
        } finally {
            connection.close();
        }
    }

    /** Waits a moment for the letters under way, and hangs up. */
    @Override
    public void close() {
        pool.close(LAST_WAIT);
        clock.shutdown();
    }

    private RelayConnection freshConnection(boolean utf8) {
        return new RelayConnection(utf8, transports.fresh(utf8), signIn, nanoTime);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mail-clock");
        thread.setDaemon(true);
        return thread;
    }
}
