package dev.certsend.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the log. {@code action} and {@code outcome} are text, so that entries of newer versions can be
 * read too.
 *
 * @param entryId its number, by which people name it
 * @param teamId the workspace; empty where it is about none, such as a start
 * @param requesterId who asked for the send it is about
 * @param salt of the digest of what is personal in it: recipient, reason, client address, user agent; null where it holds
 *     nothing of these, or does no more
 * @param personal that digest, once these were blotted out; null as long as they stand
 */
public record RecordedEntry(
        long entryId,
        Instant at,
        String teamId,
        String action,
        @Nullable String outcome,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable String requesterId,
        @Nullable Long orderId,
        @Nullable Long certificateId,
        @Nullable String certificateName,
        @Nullable UUID sendId,
        @Nullable UUID deliveryId,
        @Nullable String mode,
        @Nullable String channelId,
        @Nullable String requestReference,
        @Nullable String recipient,
        @Nullable String reason,
        @Nullable String clientAddress,
        @Nullable String userAgent,
        byte @Nullable [] salt,
        byte @Nullable [] personal) {
    /** What is read of the table for it, in its order. */
    public static final String COLUMNS = """
            entry_id, at, team_id, action, outcome, actor_id, actor_name, requester_id, order_id, certificate_id, \
            certificate_name, send_id, delivery_id, mode, channel_id, request_reference, recipient, reason, \
            client_address, user_agent, salt, personal""";

    /** Whether what was personal in it was blotted out. */
    public boolean isBlotted() {
        return personal != null;
    }

    /** What the tree holds of it, as text: a JSON object by RFC 8785. */
    public String canonical() {
        return Canonical.of(this, Canonical.time(at)).json();
    }

    /** What is personal in it, as text: the JSON object by RFC 8785 of which the tree holds a digest. */
    public String canonicalPersonal() {
        return Canonical.ofPersonal(this).json();
    }

    /** The digest of what is personal in it: what takes its place where that is blotted out. It must have a salt. */
    byte[] personalDigest() {
        byte[] bytes = Objects.requireNonNull(salt);
        return Canonical.ofPersonal(this).digest(bytes, 0, bytes.length);
    }

    /** What the tree holds of it. */
    public byte[] leaf() {
        return Canonical.of(this, Canonical.time(at)).leaf();
    }
}
