package dev.certsend.slack;

import org.jspecify.annotations.Nullable;

/**
 * Where a dialogue was begun, carried by its views to its end.
 *
 * @param responseUrl where an answer can be given for half an hour, even where we are no member
 */
public record Origin(@Nullable String channelId, @Nullable String responseUrl) {
    public static final Origin UNKNOWN = new Origin(null, null);
}
