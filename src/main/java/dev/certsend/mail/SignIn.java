package dev.certsend.mail;

import dev.certsend.mail.SmtpSettings.Login;
import dev.certsend.secret.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The way into the relay: connects, proves who we are, and remembers what the relay offered. */
final class SignIn {

    private static final int REFUSED = 535;

    private final SmtpSettings settings;
    private final @Nullable AccessTokens tokens;
    private volatile @Nullable Boolean takesUtf8;

    SignIn(SmtpSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        Login login = settings.login();
        OAuth oauth = login == null ? null : login.oauth();
        this.tokens = oauth == null ? null : new AccessTokens(TokenSource.of(oauth), nanoTime);
    }

    void connect(RelayTransport transport) throws MessagingException {
        Login login = settings.login();
        Secret password = login == null ? null : login.password();
        if (login == null) {
            transport.connect(settings.host(), settings.port(), "", null);
        } else if (password != null) {
            transport.connect(settings.host(), settings.port(), login.user(), password.value());
        } else if (tokens != null) {
            connect(transport, login.user(), tokens);
        }
        takesUtf8 = transport.takesUtf8();
    }

    /** A token may have been revoked before its time: refused, it is asked for once more. */
    private void connect(RelayTransport transport, String user, AccessTokens tokens) throws MessagingException {
        Secret token = tokens.current();
        try {
            transport.connect(settings.host(), settings.port(), user, token.value());
        } catch (AuthenticationFailedException fault) {
            tokens.forget(token);
            if (transport.reply().code() != REFUSED) {
                throw fault;
            }
            transport.connect(
                    settings.host(), settings.port(), user, tokens.current().value());
        }
    }

    /** Empty until the relay was called. */
    Optional<Boolean> takesUtf8() {
        return Optional.ofNullable(takesUtf8);
    }

    /** How we sign in, for people. */
    String told() {
        Login login = settings.login();
        if (login == null) {
            return "no sign-in asked of us";
        }
        return "signed in as " + login.user() + (login.oauth() == null ? "" : " with a token (XOAUTH2)");
    }
}
