package dev.certsend.audit;

import dev.certsend.text.OneLine;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A fact about to be appended. What does not apply is null. Made from {@link #of} and what follows it.
 *
 * @param reason why it was refused, deferred, rejected; how it was posted: one line, safe to show
 */
public record Entry(
        Action action,
        String teamId,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable Long orderId,
        @Nullable Long certificateId,
        @Nullable String certificateName,
        @Nullable UUID sendId,
        @Nullable UUID deliveryId,
        @Nullable String recipient,
        @Nullable String mode,
        @Nullable String reason,
        @Nullable String channelId,
        @Nullable String requestReference) {

    /** The log's key of the reference that a request bears from the door to the last line about it. */
    public static final String REFERENCE = "reference";

    private static final int MOST_REASON = 500;

    /** Something in this team, with the reference of the request that is being handled. */
    public static Entry of(Action action, String teamId) {
        return new Entry(
                action, teamId, null, null, null, null, null, null, null, null, null, null, null, MDC.get(REFERENCE));
    }

    /** Done, or tried, by this person. */
    public Entry by(String userId, @Nullable String name) {
        return new Entry(
                action,
                teamId,
                userId,
                name,
                orderId,
                certificateId,
                certificateName,
                sendId,
                deliveryId,
                recipient,
                mode,
                reason,
                channelId,
                requestReference);
    }

    /** About this order and its certificate, as far as they are known. */
    public Entry about(@Nullable Long order, @Nullable Long certificate, @Nullable String name) {
        return new Entry(
                action,
                teamId,
                actorId,
                actorName,
                order,
                certificate,
                name,
                sendId,
                deliveryId,
                recipient,
                mode,
                reason,
                channelId,
                requestReference);
    }

    /** Part of this send. */
    public Entry in(UUID send, @Nullable String sendMode) {
        return new Entry(
                action,
                teamId,
                actorId,
                actorName,
                orderId,
                certificateId,
                certificateName,
                send,
                deliveryId,
                recipient,
                sendMode,
                reason,
                channelId,
                requestReference);
    }

    /** Of this one delivery; null recipient when several are meant. */
    public Entry to(@Nullable UUID delivery, @Nullable String address) {
        return new Entry(
                action,
                teamId,
                actorId,
                actorName,
                orderId,
                certificateId,
                certificateName,
                sendId,
                delivery,
                address,
                mode,
                reason,
                channelId,
                requestReference);
    }

    /** In this channel. */
    public Entry at(@Nullable String channel) {
        return new Entry(
                action,
                teamId,
                actorId,
                actorName,
                orderId,
                certificateId,
                certificateName,
                sendId,
                deliveryId,
                recipient,
                mode,
                reason,
                channel,
                requestReference);
    }

    /** With this explanation, made one line of at most 500 characters. */
    public Entry because(@Nullable String why) {
        String line = why == null ? null : OneLine.of(why, MOST_REASON);
        return new Entry(
                action,
                teamId,
                actorId,
                actorName,
                orderId,
                certificateId,
                certificateName,
                sendId,
                deliveryId,
                recipient,
                mode,
                line,
                channelId,
                requestReference);
    }
}
