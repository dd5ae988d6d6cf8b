package dev.certsend.mail;

import static dev.certsend.mail.Letters.BOB;
import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.letter;
import static dev.certsend.mail.Letters.mail;
import static dev.certsend.mail.Letters.pem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.mail.Outcome.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Against a relay that encrypts and asks who we are. */
@Timeout(30)
class MailerTlsTest {

    private static final byte[] LETTER = letter("Grüße", "Text   \n", pem()).bytes();
    private static final String PASSWORD = "p@ss:w%rd";
    private static final String TYPED_PASSWORD = "p%40ss%3Aw%25rd";

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final TestAuthority authority = new TestAuthority();

    private final Path ca;
    private SMTPServer relay;

    MailerTlsTest(@TempDir Path folder) throws Exception {
        ca = authority.pem(folder);
        relay = builder()
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(this::encrypted)
                .build();
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void sends_a_letter_after_starttls_and_sign_in() throws Exception {
        assertThat(send(url("smtp", "bot:" + TYPED_PASSWORD + "@localhost")).kind())
                .isEqualTo(Kind.ACCEPTED);
        assertThat(received).singleElement().isEqualTo(LETTER);
    }

    @Test
    void sends_a_letter_encrypted_from_the_first_byte() throws Exception {
        relay.stop();
        SSLContext tls = authority.relay();
        relay = builder().serverSocketFactory(tls).build();
        relay.start();

        assertThat(send(url("smtps", "bot:" + TYPED_PASSWORD + "@localhost")).kind())
                .isEqualTo(Kind.ACCEPTED);
        assertThat(send(url("smtps", "bot:" + TYPED_PASSWORD + "@127.0.0.1")).kind())
                .isEqualTo(Kind.RELAY_REFUSES_US);
        assertThat(received).singleElement().isEqualTo(LETTER);
    }

    @Test
    void tells_that_its_password_is_wrong_without_saying_it() throws Exception {
        Outcome outcome = send(url("smtp", "bot:wrong-secret@localhost"));

        assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
        assertThat(outcome.code()).isEqualTo(535);
        assertThat(outcome.toString()).doesNotContain("wrong-secret");
        assertThat(received).isEmpty();
    }

    @Test
    void trusts_no_certificate_for_another_host() throws Exception {
        Outcome outcome = send(url("smtp", "bot:" + TYPED_PASSWORD + "@127.0.0.1"));

        assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
        assertThat(outcome.text()).contains("certificate is not trusted").contains("127.0.0.1");
        assertThat(received).isEmpty();
    }

    @Test
    void trusts_no_authority_it_was_not_told_of() throws Exception {
        Outcome outcome = send("smtp://bot:" + TYPED_PASSWORD + "@localhost:" + relay.getPortAllocated());

        assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
        assertThat(outcome.text()).contains("certificate is not trusted");
        assertThat(received).isEmpty();
    }

    @Test
    void says_nothing_to_a_relay_without_starttls() throws Exception {
        try (ScriptedSmtp plain = new ScriptedSmtp()) {
            plain.on("EHLO", "250-relay.example\r\n250 AUTH PLAIN");
            String url = plain.url("").replace("smtp://", "smtp://bot:secret@").replace("?tls=off", "");

            Outcome outcome = send(url);

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(outcome.text()).contains("STARTTLS");
            assertThat(plain.commands()).singleElement().asString().startsWith("EHLO ");
        }
    }

    @Test
    void does_not_go_on_unknown_where_it_should_sign_in() throws Exception {
        try (ScriptedSmtp open = new ScriptedSmtp()) {
            Outcome outcome = send(open.url("").replace("smtp://", "smtp://bot:secret@"));

            assertThat(outcome.kind()).isEqualTo(Kind.RELAY_REFUSES_US);
            assertThat(outcome.text()).contains("AUTH");
            assertThat(open.letters()).isEmpty();
        }
    }

    @Test
    void checks_the_relay_step_by_step_without_a_letter() throws Exception {
        String url = url("smtp", "bot:" + TYPED_PASSWORD + "@localhost");
        try (Mailer mailer = new Mailer(mail(url))) {
            RelayCheck check = mailer.check();

            assertThat(check.isReady()).as("%s", check.fault()).isTrue();
            assertThat(check.steps())
                    .containsExactly(
                            "connected to smtp://localhost:" + relay.getPortAllocated(),
                            "encrypted after STARTTLS, certificate trusted",
                            "signed in as bot",
                            "takes addresses beyond ASCII (SMTPUTF8)",
                            "letters leave unsigned (no DKIM)");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void checks_how_far_it_came() throws Exception {
        try (Mailer mailer = new Mailer(mail(url("smtp", "bot:wrong@localhost")))) {
            RelayCheck check = mailer.check();

            assertThat(check.isReady()).isFalse();
            assertThat(check.steps()).hasSize(2);
            assertThat(check.fault()).extracting(Outcome::code).isEqualTo(535);
        }
    }

    private SMTPServer.Builder builder() {
        return SMTPServer.port(0)
                .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
                .insertReceivedHeaders(false)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("bot") || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) -> received.add(data));
    }

    private SSLSocket encrypted(Socket plain) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) authority
                    .relay()
                    .getSocketFactory()
                    .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
            socket.setUseClientMode(false);
            return socket;
        } catch (GeneralSecurityException fault) {
            throw new IOException(fault);
        }
    }

    private String url(String scheme, String who) {
        return "%s://%s:%d?ca=%s".formatted(scheme, who, relay.getPortAllocated(), ca);
    }

    private static Outcome send(String url) {
        try (Mailer mailer = new Mailer(mail(url))) {
            return mailer.send(SENDER, BOB, LETTER, () -> {});
        }
    }
}
