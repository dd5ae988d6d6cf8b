package dev.certsend.playground.slack;

/**
 * A slash command as the app's manifest declares it: what the message box offers while someone types.
 *
 * @param shouldEscape whether Slack turns people, channels, links and addresses in the text into ids and link mark-up
 */
public record CommandHint(String command, String description, String usageHint, boolean shouldEscape) {}
