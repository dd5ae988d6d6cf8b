package dev.certsend.link;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A link that was just made. The database only ever sees its token's SHA-256.
 *
 * @param expiresAt until when it works: reckoned by this machine's clock and compared with the database's, so that it works
 *     longer by as much as this one is ahead, and less long by as much as it is behind
 */
public record NewLink(Token token, Instant expiresAt) {

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
                        VALUES (:linkId, :deliveryId, :sha256, :expiresAt)""")
                .bind("linkId", UUID.randomUUID())
                .bind("deliveryId", deliveryId)
                .bind("sha256", token.sha256())
                .bind("expiresAt", expiresAt)
                .execute();
    }
}
