package dev.certsend;

import dev.certsend.mail.BounceAddress;
import dev.certsend.mail.Dkim;
import dev.certsend.mail.DkimKey;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.MailSettings;
import dev.certsend.mail.OAuth;
import dev.certsend.mail.SmtpSettings;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables about e-mail. Those that make sense only together are refused if they are half there. */
final class MailConfig {
    private static final List<String> REFRESH =
            List.of("SMTP_OAUTH_CLIENT_ID", "SMTP_OAUTH_CLIENT_SECRET", "SMTP_OAUTH_REFRESH_TOKEN", "SMTP_OAUTH_SCOPE");

    private MailConfig() {}

    /**
     * Null where a fault was noted, or where it isn't needed and not there.
     *
     * @param needed whether letters leave by SMTP
     */
    static @Nullable MailSettings read(Environment environment, boolean needed) {
        if (!needed && !environment.has("SMTP_URL") && !environment.has("MAIL_FROM")) {
            return null;
        }
        int faults = environment.faults().size();
        OAuth oauth = oauth(environment);
        boolean tokensKnown = environment.faults().size() == faults;
        SmtpSettings smtp = environment.required(
                "SMTP_URL", "the mail server, smtp://user:password@host:587", url -> smtp(url, oauth, tokensKnown));
        EmailAddress from = environment.required("MAIL_FROM", "the address letters come from", MailConfig::address);
        BounceAddress bounce = bounce(environment);
        Dkim dkim = dkim(environment);
        return smtp == null || from == null || environment.faults().size() > faults
                ? null
                : new MailSettings(smtp, from, bounce, dkim);
    }

    /** Where the tokens' own variables are at fault, a sign-in that fits either way is not one more. */
    private static SmtpSettings smtp(String url, @Nullable OAuth oauth, boolean tokensKnown) {
        if (tokensKnown) {
            return SmtpSettings.parse(url, oauth);
        }
        try {
            return SmtpSettings.parse(url, null);
        } catch (IllegalArgumentException withoutTokens) {
            return SmtpSettings.parse(url, new OAuth.Command(List.of("unknown")));
        }
    }

    private static @Nullable OAuth oauth(Environment environment) {
        boolean command = environment.has("SMTP_OAUTH_TOKEN_COMMAND");
        boolean url = environment.has("SMTP_OAUTH_TOKEN_URL");
        if (command && url) {
            environment.refuse("SMTP_OAUTH_TOKEN_COMMAND and SMTP_OAUTH_TOKEN_URL are both set: keep one of them");
            return null;
        }
        if (!url) {
            REFRESH.stream()
                    .filter(environment::has)
                    .forEach(name -> environment.refuse(
                            name + " is set without SMTP_OAUTH_TOKEN_URL: set that too, or leave this out"));
        }
        return url
                ? refresh(environment)
                : environment.optional("SMTP_OAUTH_TOKEN_COMMAND", null, OAuth.Command::parse);
    }

    private static @Nullable OAuth refresh(Environment environment) {
        URI url = environment.optional("SMTP_OAUTH_TOKEN_URL", null, Config::web);
        String clientId = environment.required(
                "SMTP_OAUTH_CLIENT_ID", "the id this program has at SMTP_OAUTH_TOKEN_URL", MailConfig::oneLine);
        Secret clientSecret = environment.optional("SMTP_OAUTH_CLIENT_SECRET", null, Environment::secret);
        Secret refreshToken = environment.required(
                "SMTP_OAUTH_REFRESH_TOKEN", "the refresh token of the mail account", Environment::secret);
        String scope = environment.optional("SMTP_OAUTH_SCOPE", null, MailConfig::oneLine);
        return url == null || clientId == null || refreshToken == null
                ? null
                : new OAuth.Refresh(url, clientId, clientSecret, refreshToken, scope);
    }

    private static @Nullable BounceAddress bounce(Environment environment) {
        if (!environment.has("BOUNCE_ADDRESS") && !environment.has("BOUNCE_KEY")) {
            return null;
        }
        return neededBounce(environment);
    }

    /** Null where a fault was noted. */
    static @Nullable BounceAddress neededBounce(Environment environment) {
        EmailAddress base = environment.required(
                "BOUNCE_ADDRESS", "the mailbox of bounces, or leave BOUNCE_KEY out too", MailConfig::bounceBase);
        Secret key = environment.required(
                "BOUNCE_KEY",
                "a random text of at least 32 characters, or leave BOUNCE_ADDRESS out too",
                MailConfig::bounceKey);
        return base == null || key == null ? null : new BounceAddress(base, key);
    }

    private static @Nullable Dkim dkim(Environment environment) {
        if (List.of("DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_PRIVATE_KEY").stream().noneMatch(environment::has)) {
            return null;
        }
        String domain = environment.required(
                "DKIM_DOMAIN", "the domain that signs, or leave all of DKIM_… out", Dkim::checkedDomain);
        String selector = environment.required(
                "DKIM_SELECTOR",
                "the name the key is published under, or leave all of DKIM_… out",
                Dkim::checkedSelector);
        PrivateKey key = environment.required(
                "DKIM_PRIVATE_KEY", "the private key in PEM, or leave all of DKIM_… out", DkimKey::read);
        return domain == null || selector == null || key == null ? null : new Dkim(domain, selector, key);
    }

    private static EmailAddress bounceBase(String text) {
        EmailAddress base = address(text);
        BounceAddress.checkBase(base);
        return base;
    }

    private static Secret bounceKey(String text) {
        Secret key = Environment.secret(text);
        BounceAddress.checkKey(key);
        return key;
    }

    private static EmailAddress address(String text) {
        EmailAddress address;
        try {
            address = EmailAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be one bare address such as certificates@example.com", e);
        }
        if (address.needsSmtpUtf8()) {
            throw new IllegalArgumentException("must be ASCII before the @: not every mail server takes other letters");
        }
        return address;
    }

    private static String oneLine(String text) {
        if (!text.matches("[ -~]+")) {
            throw new IllegalArgumentException("has a line break or letter beyond ASCII in it; copy it once more");
        }
        return text;
    }
}
