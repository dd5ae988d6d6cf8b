package dev.certsend.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The library's SMTP client, which remembers how far it came and what the relay said to it: its own exceptions do not tell a letter
 * that never left from one whose reply was lost.
 */
final class RelayTransport extends SMTPTransport {

    private final SmtpSettings settings;
    private final SwiftSockets sockets;
    private @Nullable Socket socket;
    private SmtpPhase phase = SmtpPhase.CONNECT;
    private SmtpReply reply = SmtpReply.none("");
    private final List<String> steps = new ArrayList<>();
    private boolean encrypted;
    private boolean heard;
    private Runnable beforeDot = () -> {};

    RelayTransport(Session session, SmtpSettings settings, SwiftSockets sockets) {
        super(session, null);
        this.settings = settings;
        this.sockets = sockets;
        this.encrypted = settings.encryption() == SmtpSettings.Encryption.TLS;
    }

    SmtpPhase phase() {
        return phase;
    }

    /** To the phase's command. What follows it answers the library's RSET, and must not pass for an answer to the dot. */
    SmtpReply reply() {
        return reply;
    }

    /** Runs right before the final dot of the next letter; if it throws, the dot is not sent and the connection is dropped. */
    void beforeDot(Runnable action) {
        beforeDot = action;
    }

    /** Whether the relay, greeted, offered SMTPUTF8 (RFC 6531). */
    boolean takesUtf8() {
        return supportsExtension("SMTPUTF8");
    }

    /** Whether the relay, greeted, offered reports of what becomes of a letter (RFC 3461). */
    boolean reports() {
        return supportsExtension("DSN");
    }

    /** Whether the connection stands as far as we know, without asking the relay. */
    boolean isOpen() {
        try {
            checkConnected();
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    /** Asks the relay, by RSET, whether it is still there. */
    boolean answers() {
        enter(SmtpPhase.MAIL);
        return isConnected();
    }

    /** What went well since the connection was asked for. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    private void enter(SmtpPhase next) {
        phase = next;
        reply = SmtpReply.none("");
        heard = false;
    }

    /** From the very start: the library may be asked to connect once more after a refused sign-in. */
    @Override
    protected synchronized boolean protocolConnect(
            String host, int port, @Nullable String user, @Nullable String password) throws MessagingException {
        enter(SmtpPhase.CONNECT);
        steps.clear();
        encrypted = settings.encryption() == SmtpSettings.Encryption.TLS;
        try {
            return super.protocolConnect(host, port, user, password);
        } finally {
            socket = sockets.made();
        }
    }

    @Override
    public synchronized String getLocalHost() {
        return OwnHostName.VALUE;
    }

    /** Goes on to HELO, where the library would, only for a relay that does not know EHLO and of which we need nothing. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        if (phase == SmtpPhase.CONNECT) {
            steps.add("connected to " + settings + (encrypted ? ", encrypted, certificate trusted" : ""));
        }
        enter(SmtpPhase.HELLO);
        boolean understood = super.ehlo(domain);
        if (!understood && reply.code() < 500) {
            throw new MessagingException("no answer to EHLO");
        }
        if (settings.encryption() == SmtpSettings.Encryption.STARTTLS && !encrypted) {
            if (!supportsExtension("STARTTLS")) {
                throw new NotOffered(
                        "the relay offers no STARTTLS, so nothing was sent; use smtps:// or mend the relay");
            }
        } else {
            checkSignIn(settings.login());
        }
        if (understood) {
            enter(SmtpPhase.AUTH);
        }
        return understood;
    }

    private void checkSignIn(SmtpSettings.@Nullable Login login) throws NotOffered {
        if (login == null) {
            return;
        }
        if (login.oauth() != null && !supportsAuthentication("XOAUTH2")) {
            throw new NotOffered(
                    "the relay offers no sign-in by token (AUTH XOAUTH2); use a password or mend the relay");
        }
        if (login.oauth() == null && !supportsAuthentication("PLAIN") && !supportsAuthentication("LOGIN")) {
            throw new NotOffered(
                    "the relay offers no sign-in (AUTH PLAIN or LOGIN); leave user and password out or mend the relay");
        }
    }

    /** A token refused is told by 334 first; the refusal itself comes after an empty line, which the library does not send. */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        int code = super.simpleCommand(command);
        return code == 334 && command.startsWith("AUTH XOAUTH2 ") ? super.simpleCommand("") : code;
    }

    @Override
    protected void helo(String domain) throws MessagingException {
        enter(SmtpPhase.HELLO);
        super.helo(domain);
    }

    @Override
    protected void startTLS() throws MessagingException {
        enter(SmtpPhase.STARTTLS);
        super.startTLS();
        encrypted = true;
        steps.add("encrypted after STARTTLS, certificate trusted");
    }

    @Override
    protected void mailFrom() throws MessagingException {
        enter(SmtpPhase.MAIL);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(SmtpPhase.RCPT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(SmtpPhase.DATA);
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        try {
            beforeDot.run();
        } catch (RuntimeException | Error fault) {
            throw new HeldBack(fault);
        }
        allow(settings.dotTimeout());
        enter(SmtpPhase.DOT);
        super.finishData();
    }

    /** The library resets after each refusal; on a connection that ends, that would only wait for a reply that never comes. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET") || !reply.endsConnection()) {
            super.issueCommand(command, expected);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        boolean answered = heard && (reply.code() >= 400 || phase.compareTo(SmtpPhase.MAIL) >= 0);
        int code = super.readServerResponse();
        if (!answered) {
            reply = SmtpReply.of(code, getLastServerResponse());
            heard = true;
            allowUsualTime();
        }
        return code;
    }

    /** How long each read may wait from now on; holds for encryption on top of the socket too. */
    private void allow(Duration patience) throws SocketException {
        if (socket != null && !socket.isClosed()) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        }
    }

    private void allowUsualTime() throws MessagingException {
        try {
            if (phase == SmtpPhase.DOT) {
                allow(settings.timeout());
            }
        } catch (SocketException fault) {
            throw new MessagingException("the connection broke after the reply to the dot", fault);
        }
    }
}
