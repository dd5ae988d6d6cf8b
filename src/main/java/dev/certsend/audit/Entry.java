package dev.certsend.audit;

import dev.certsend.text.OneLine;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A fact about to be appended: begun by {@link #of}, told more of by the methods after it, each of which answers the same
 * entry. What is not told does not apply.
 */
public final class Entry {
    /** The log's key of the reference that a request bears from the door to the last line about it. */
    public static final String REFERENCE = "reference";

    private static final int MOST_REASON = 500;
    private static final int MOST_AGENT = 300;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    private final Action action;
    private final String teamId;
    private final @Nullable String requestReference = MDC.get(REFERENCE);
    private @Nullable String actorId;
    private @Nullable String actorName;
    private @Nullable String requesterId;
    private @Nullable Long orderId;
    private @Nullable Long certificateId;
    private @Nullable String certificateName;
    private @Nullable UUID sendId;
    private @Nullable UUID deliveryId;
    private @Nullable String recipient;
    private @Nullable String mode;
    private @Nullable String reason;
    private @Nullable String channelId;
    private @Nullable String clientAddress;
    private @Nullable String userAgent;

    private Entry(Action action, String teamId) {
        this.action = action;
        this.teamId = teamId;
    }

    /** Something in this team, with the reference of the request that is being handled. */
    public static Entry of(Action action, String teamId) {
        return new Entry(action, teamId);
    }

    /** Something of the whole installation. */
    public static Entry ofProgram(Action action) {
        return new Entry(action, "");
    }

    /** Done, or tried, by this person. */
    public Entry by(String userId, @Nullable String name) {
        actorId = userId;
        actorName = name;
        return this;
    }

    /** About this order and its certificate, as far as they are known. */
    public Entry about(@Nullable Long order, @Nullable Long certificate, @Nullable String name) {
        orderId = order;
        certificateId = certificate;
        certificateName = name;
        return this;
    }

    /** Part of this send, which that person asked for. */
    public Entry in(UUID send, String sendMode, String requester) {
        sendId = send;
        mode = sendMode;
        requesterId = requester;
        return this;
    }

    /** Of this one delivery, to this address. */
    public Entry to(UUID delivery, String address) {
        deliveryId = delivery;
        recipient = address;
        return this;
    }

    /** In this channel. */
    public Entry at(@Nullable String channel) {
        channelId = channel;
        return this;
    }

    /** By whoever asked over HTTP from this address, with this program, of which it is told as one line of at most 300 characters. */
    public Entry from(String address, String agent) {
        clientAddress = address;
        userAgent = agent.isEmpty() ? null : OneLine.of(agent, MOST_AGENT);
        return this;
    }

    /** With this explanation, made one line of at most 500 characters. */
    public Entry because(@Nullable String why) {
        reason = why == null ? null : OneLine.of(why, MOST_REASON);
        return this;
    }

    /** Binds itself to a row of {@code audit_entry}, with what its leaf is made of around the moment of the database's clock. */
    void bind(SqlStatement<?> row) {
        boolean isPersonal = recipient != null || reason != null || clientAddress != null || userAgent != null;
        RecordedEntry recorded = new RecordedEntry(
                0,
                Instant.EPOCH,
                teamId,
                action.text(),
                action.outcome() == null ? null : action.outcome().text(),
                actorId,
                actorName,
                requesterId,
                orderId,
                certificateId,
                certificateName,
                sendId,
                deliveryId,
                mode,
                channelId,
                requestReference,
                recipient,
                reason,
                clientAddress,
                userAgent,
                isPersonal ? salt() : null,
                null);
        Canonical canonical = Canonical.of(recorded, "");
        row.bindMethods(recorded).bind("beforeAt", canonical.beforeAt()).bind("afterAt", canonical.afterAt());
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
