package dev.certsend.mail;

import dev.certsend.secret.Secret;
import java.time.Duration;
import java.util.regex.Pattern;

/** Gives a new access token each time it is asked. */
interface TokenSource {

    /** How long a token is taken for good of which nobody says it. */
    Duration USUAL_LIFETIME = Duration.ofMinutes(5);

    /** How long any source may take. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Anything else would change the SMTP command that it stands in. */
    Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    /**
     * A token of the relay's.
     *
     * @param lifetime how long it may be used
     */
    record Token(Secret value, Duration lifetime) {}

    Token fetch() throws TokenFault;

    static TokenSource of(OAuth oauth) {
        return oauth instanceof OAuth.Command command
                ? new CommandTokens(command, PATIENCE)
                : new RefreshedTokens((OAuth.Refresh) oauth, PATIENCE);
    }
}
