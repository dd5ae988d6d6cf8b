package dev.certsend.slack;

/** A message of ours in Slack: the conversation it is in and its time stamp, which is its id there. */
public record PostedMessage(String channelId, String ts) {}
