package dev.certsend.download;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A link that was just made. Its token is 256 random bits; the database only ever sees their SHA-256.
 *
 * @param expiresAt until when it works
 */
public record NewLink(Token token, Instant expiresAt) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What opens a link; it never prints itself. */
    record Token(String value) {
        private static final int BYTES = 32;

        static Token random() {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }

        /** What the database holds in its place. */
        byte[] sha256() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "(token)";
        }
    }

    /** A link that works from now on for so long. */
    public static NewLink lasting(Duration lifetime) {
        return new NewLink(Token.random(), Instant.now().plus(lifetime));
    }

    /** Its address under the public one. */
    public URI under(URI publicUrl) {
        String base = publicUrl.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "d/" + token.value());
    }

    /** Makes it work, in the transaction that keeps the letter it stands in. A delivery has one link. */
    public void keep(Handle transaction, UUID deliveryId) {
        transaction
                .createUpdate("""
                        INSERT INTO link (link_id, delivery_id, token_sha256, expires_at)
                        VALUES (:linkId, :deliveryId, :sha256, :expiresAt)
                        ON CONFLICT (delivery_id) DO UPDATE
                            SET token_sha256 = excluded.token_sha256, expires_at = excluded.expires_at""")
                .bind("linkId", UUID.randomUUID())
                .bind("deliveryId", deliveryId)
                .bind("sha256", token.sha256())
                .bind("expiresAt", expiresAt)
                .execute();
    }
}
