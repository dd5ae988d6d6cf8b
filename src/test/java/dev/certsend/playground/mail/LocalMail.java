package dev.certsend.playground.mail;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** An SMTP server on a local port that keeps every mail, and an inbox page. Safe for many threads. */
public final class LocalMail implements AutoCloseable {

    private final Door door;
    private final Mailbox mailbox = new Mailbox();
    private final MailFaults faults = new MailFaults();
    private final MailTls tls = new MailTls();
    private final Inbox inbox = new Inbox(mailbox);
    private int port;
    private @Nullable Running running;

    /** How the server is to be entered: STARTTLS required or not offered; a user and password required, or no AUTH. */
    public record Door(
            boolean startTls,
            @Nullable String user,
            @Nullable String password) {

        /** No STARTTLS, no AUTH. */
        public static Door open() {
            return new Door(false, null, null);
        }
    }

    private record Running(SMTPServer smtp, CountDownLatch stopping) {}

    private LocalMail(Door door) {
        this.door = door;
    }

    /** Without TLS and without AUTH. */
    public static LocalMail start() {
        return start(Door.open());
    }

    public static LocalMail start(Door door) {
        LocalMail mail = new LocalMail(door);
        mail.up();
        return mail;
    }

    /** What {@code SMTP_URL} is to be; stays the same through {@link #down} and {@link #up}. */
    public synchronized String smtpUrl() {
        String login = door.user == null ? "" : encode(door.user) + ":" + encode(String.valueOf(door.password)) + "@";
        return "smtp://" + login + "localhost:" + port + (door.startTls ? "" : "?tls=off");
    }

    public synchronized int port() {
        return port;
    }

    /** What a client needs in order to trust the server's certificate. */
    public MailTls tls() {
        return tls;
    }

    public MailFaults faults() {
        return faults;
    }

    /** Every mail so far, oldest first. */
    public List<ReceivedMail> mails() {
        return mailbox.all();
    }

    /** All mails, as soon as there are at least so many; an AssertionError if there are not in time. */
    public List<ReceivedMail> waitForMail(int count, Duration patience) {
        return mailbox.await(count, patience);
    }

    /** Puts a mail in the mailbox that came by another way than SMTP. */
    public void add(String sender, String recipient, byte[] bytes) {
        mailbox.add(new ReceivedMail.Envelope(sender, List.of(recipient)), bytes);
    }

    /** Forgets every mail. */
    public void clear() {
        mailbox.clear();
    }

    /** The address of the page to read the mails in a browser. */
    public String inboxUrl() {
        return inbox.url();
    }

    /** Nobody listens on the port; open connections end. The inbox page stays. */
    public synchronized void down() {
        if (running != null) {
            running.stopping.countDown();
            running.smtp.stop();
            running = null;
        }
    }

    /** Listens on the port again. */
    public synchronized void up() {
        if (running == null) {
            CountDownLatch stopping = new CountDownLatch(1);
            SMTPServer smtp = server(stopping);
            smtp.start();
            port = smtp.getPortAllocated();
            running = new Running(smtp, stopping);
        }
    }

    @Override
    public void close() {
        down();
        inbox.close();
    }

    private SMTPServer server(CountDownLatch stopping) {
        SMTPServer.Builder builder = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("cert-send playground")
                .insertReceivedHeaders(false)
                .connectionTimeoutMs(600_000)
                .sessionHandler(new Greeting(faults))
                .messageHandlerFactory(context -> new Reception((Session) context, mailbox, faults, stopping));
        if (door.startTls) {
            builder.requireTLS().startTlsSocketFactory(tls.serverContext());
        }
        if (door.user != null) {
            builder.requireAuth()
                    .showAuthCapabilitiesBeforeSTARTTLS(!door.startTls)
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                            (user, password, context) -> checkLogin(user, password)));
        }
        return builder.build();
    }

    private void checkLogin(String user, String password) throws LoginFailedException {
        if (!user.equals(door.user) || !password.equals(door.password)) {
            throw new LoginFailedException("5.7.8 Authentication credentials invalid");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Greets, or says 421. */
    private record Greeting(MailFaults faults) implements SessionHandler {

        @Override
        public SessionAcceptance accept(Session session) {
            return faults.takeConnection()
                    ? SessionAcceptance.failure(421, "4.3.2 Service not available, closing transmission channel")
                    : SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {
            // Nothing is counted.
        }
    }
}
