package dev.certsend.slack;

import dev.certsend.secret.Secret;
import java.net.URI;

/**
 * How to reach Slack and be reached.
 *
 * @param botToken the app's bot token, {@code xoxb-…}
 * @param signingSecret proves that a request comes from Slack
 * @param apiUrl where the Web API is, ending in a slash
 */
public record SlackSettings(Secret botToken, Secret signingSecret, URI apiUrl) {}
