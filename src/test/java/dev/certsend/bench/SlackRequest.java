package dev.certsend.bench;

import dev.certsend.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One whole HTTP request as Slack posts it, signed now. */
final class SlackRequest {
    private final SecretKeySpec key;

    SlackRequest(Secret signingSecret) {
        key = new SecretKeySpec(signingSecret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    byte[] of(String form) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return ("""
                POST /slack/events HTTP/1.1\r
                Host: certificates.example.com\r
                User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r
                Accept-Encoding: gzip,deflate\r
                Accept: application/json,*/*\r
                X-Slack-Signature: %s\r
                X-Slack-Request-Timestamp: %s\r
                Content-Length: %d\r
                Content-Type: application/x-www-form-urlencoded\r
                \r
                """.formatted(signature(timestamp, form), timestamp, form.length()) + form)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String signature(String timestamp, String form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] text = ("v0:" + timestamp + ":" + form).getBytes(StandardCharsets.US_ASCII);
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
