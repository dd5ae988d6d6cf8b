package dev.certsend.slack;

import dev.certsend.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether Slack sent a request, by the bytes as they came over the wire
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack). Bolt's own check takes future times, compares
 * in varying time and works on a decoded body.
 */
public final class SlackSignature {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final InstantSource clock;

    public SlackSignature(Secret signingSecret, InstantSource clock) {
        this.key = new SecretKeySpec(signingSecret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Whether the body was signed with our secret within the last five minutes.
     *
     * @param timestamp the header X-Slack-Request-Timestamp, seconds of the epoch
     * @param signature the header X-Slack-Signature, {@code v0=} and 64 hexadecimal digits
     */
    public boolean isSlacks(byte[] body, @Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long skew = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        if (skew > SKEW.toSeconds()) {
            return false;
        }
        byte[] expected = ("v0=" + HexFormat.of().formatHex(hmac(timestamp, body))).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
