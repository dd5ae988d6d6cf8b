package dev.certsend.slack;

import dev.certsend.secret.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Slack and be reached.
 *
 * @param botToken the app's bot token, {@code xoxb-…}
 * @param signingSecret proves that a request comes from Slack; null only where Socket Mode carries them
 * @param appToken the app-level token, {@code xapp-…}, that turns on Socket Mode; null for HTTP
 * @param apiUrl where the Web API is, ending in a slash
 */
public record SlackSettings(Secret botToken, @Nullable Secret signingSecret, @Nullable Secret appToken, URI apiUrl) {}
