package dev.certsend.story;

import dev.certsend.playground.World;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.AppRequest;
import dev.certsend.playground.slack.LocalSlack;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Somebody who can make Slack sign whatever they like. */
record Forger(World world) {

    /** Signed now with the right secret. */
    Answer posts(String body) {
        return world.slack().signed(body, Instant.now().getEpochSecond(), world.signingSecret());
    }

    Answer postsPayload(String json) {
        return posts("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
    }

    /** The newest interaction of this type that went to the program, as it was. */
    String last(String type) {
        List<AppRequest> sent = slack().requests();
        for (int i = sent.size() - 1; i >= 0; i--) {
            String body = sent.get(i).body();
            String payload = URLDecoder.decode(body, StandardCharsets.UTF_8);
            if (body.startsWith("payload=") && payload.contains("\"type\":\"" + type + "\"")) {
                return payload.substring("payload=".length());
            }
        }
        throw new AssertionError("no " + type + " was sent");
    }

    private LocalSlack slack() {
        return world.slack();
    }
}
