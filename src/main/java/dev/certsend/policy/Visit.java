package dev.certsend.policy;

import com.slack.api.bolt.response.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Someone at the door.
 *
 * @param what the command, picker, form or button they came for
 * @param teamId the workspace they come from
 * @param responseUrl where an answer can still be given after Slack's three seconds; null where there is no such place
 * @param say how to tell them something within the three seconds
 */
record Visit(
        String what,
        String teamId,
        String userId,
        @Nullable String channelId,
        @Nullable String responseUrl,
        Function<String, Response> say) {}
