package dev.certsend.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.certsend.queue.Queue;
import dev.certsend.secret.Secret;
import dev.certsend.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what CertCentral's webhook tells. It tells a number only: the order itself is read from CertCentral, so nobody who
 * learns the secret can put anything into the mirror, and what is told twice is read once more.
 *
 * <p>What happens to an order while it is being read anew is found by the next sync.
 */
public final class Webhook {
    /** Where CertCentral puts the secret. */
    public static final String SECRET_HEADER = "X-WEBHOOK-KEY";

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Set<String> OF_ORDERS = Set.of("certificate_issued", "certificate_revoked", "order_rejected");
    /** Whoever activates the webhook hands its token back to CertCentral. */
    private static final String CHALLENGE = "challenge_webhook_endpoint";

    private static final int MOST_TOKEN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;
    private final @Nullable Secret secret;
    private final Runnable enqueued;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    /**
     * Takes nothing without a secret.
     *
     * @param enqueued called when there is a new job
     */
    public Webhook(Jdbi jdbi, @Nullable Secret secret, Runnable enqueued) {
        this.jdbi = jdbi;
        this.secret = secret;
        this.enqueued = enqueued;
    }

    /** What becomes of a request, with its HTTP status. */
    public enum Answer {
        /** The order will be read anew; that is sure. */
        ACCEPTED(202),
        /** An event that is about no order. */
        IGNORED(200),
        /** No JSON, or no order number. */
        UNREADABLE(400),
        WRONG_SECRET(401),
        TOO_LONG(413),
        /** There is no webhook here. */
        OFF(404);

        private final int status;

        Answer(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * Takes a request. The body is read only when the secret is right.
     *
     * @param given what the header holds, if anything
     * @throws IOException the body broke off
     */
    public Answer take(@Nullable String given, InputStream body) throws IOException {
        if (secret == null) {
            return Answer.OFF;
        }
        if (given == null || !MessageDigest.isEqual(digest(given), digest(secret.value()))) {
            warn();
            return Answer.WRONG_SECRET;
        }
        byte[] read = body.readNBytes(MOST_BYTES + 1);
        return read.length > MOST_BYTES ? Answer.TOO_LONG : take(read);
    }

    private Answer take(byte[] body) throws IOException {
        JsonNode told;
        try {
            told = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Answer.UNREADABLE;
        }
        if (told == null || !told.isObject()) {
            return Answer.UNREADABLE;
        }
        String event = told.path("event").asText("");
        if (event.equals(CHALLENGE)) {
            LOG.info(
                    "CertCentral's webhook challenge: {}",
                    OneLine.of(told.path("data").path("token").asText(""), MOST_TOKEN));
            return Answer.IGNORED;
        }
        if (!event.isEmpty() && !OF_ORDERS.contains(event)) {
            return Answer.IGNORED;
        }
        OptionalLong orderId = number(told.path("data").path("order_id"));
        if (orderId.isEmpty() || event.isEmpty()) {
            return Answer.UNREADABLE;
        }
        String id = Long.toString(orderId.getAsLong());
        jdbi.useTransaction(transaction -> Queue.enqueue(transaction, Refresh.KIND, List.of(id)));
        enqueued.run();
        return Answer.ACCEPTED;
    }

    private static OptionalLong number(JsonNode node) {
        String text = node.isIntegralNumber() || node.isTextual() ? node.asText() : "";
        return text.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Once a minute at most: whoever guesses must not fill the log. */
    private void warn() {
        long now = System.nanoTime();
        long due = nextWarning.get();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS.toNanos())) {
            LOG.warn("a call of CertCentral's webhook with a wrong secret was refused; not told again for a minute");
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }
}
