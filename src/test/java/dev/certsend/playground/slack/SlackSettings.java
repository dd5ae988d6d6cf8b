package dev.certsend.playground.slack;

import dev.certsend.secret.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * What a local Slack is started with.
 *
 * @param port where it listens; 0 takes any free port
 * @param appId the app's id, {@code A…}
 * @param teamId the workspace's id, {@code T…}
 * @param scopes what the app's token may do at first; {@code users:read.email} shows addresses, {@code chat:write.public} opens public channels
 * @param patience how long Slack waits for the app; three seconds in truth
 */
public record SlackSettings(
        int port,
        String appId,
        String teamId,
        String teamName,
        Secret botToken,
        Secret signingSecret,
        Set<String> scopes,
        Duration patience,
        InstantSource clock) {

    /** Example Corp on any port, with the scopes a sending bot asks for and the system's clock. */
    public static SlackSettings example() {
        return new SlackSettings(
                0,
                "A0CERTSEND1",
                "T0EXAMPLE01",
                "Example Corp",
                new Secret("xoxb-local-" + Ids.hex()),
                new Secret(Ids.hex()),
                Set.of("commands", "chat:write", "users:read"),
                Duration.ofSeconds(3),
                InstantSource.system());
    }

    public SlackSettings withPort(int other) {
        return new SlackSettings(other, appId, teamId, teamName, botToken, signingSecret, scopes, patience, clock);
    }

    public SlackSettings withSecrets(Secret token, Secret signing) {
        return new SlackSettings(port, appId, teamId, teamName, token, signing, scopes, patience, clock);
    }

    public SlackSettings withScopes(String... granted) {
        return new SlackSettings(
                port, appId, teamId, teamName, botToken, signingSecret, Set.of(granted), patience, clock);
    }

    public SlackSettings withPatience(Duration other) {
        return new SlackSettings(port, appId, teamId, teamName, botToken, signingSecret, scopes, other, clock);
    }

    public SlackSettings withClock(InstantSource other) {
        return new SlackSettings(port, appId, teamId, teamName, botToken, signingSecret, scopes, patience, other);
    }
}
