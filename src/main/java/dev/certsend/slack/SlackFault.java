package dev.certsend.slack;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack said no, or said nothing. {@link #kind} tells the one who called what there is to do about it. */
public final class SlackFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Set<String> CHANNEL = Set.of(
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "restricted_action",
            "restricted_action_read_only_channel",
            "posting_to_general_channel_denied",
            "cannot_reply_to_message",
            "user_not_found",
            "messages_tab_disabled",
            "cannot_dm_bot");
    private static final Set<String> TOKEN = Set.of(
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "missing_scope",
            "no_permission");
    private static final Set<String> PASSING = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org");
    private static final Set<String> GONE = Set.of(
            "expired_trigger_id",
            "trigger_expired",
            "exchanged_trigger_id",
            "trigger_exchanged",
            "not_found",
            "message_not_found",
            "edit_window_closed",
            "cant_update_message",
            "hash_conflict",
            "used_url",
            "expired_url");

    /** What there is to do. */
    public enum Kind {
        /** This conversation can't be posted to: take another route. */
        CHANNEL,
        /** The app's token or scopes are wrong: nothing works until somebody mends it. */
        TOKEN,
        /** Try again, after {@link #retryAfter} if given. */
        PASSING,
        /** What was to be answered or changed is no longer there. */
        GONE,
        /** What we sent is not as Slack wants it: a fault of ours. */
        OURS
    }

    private final Kind kind;
    private final String code;
    private final transient @Nullable Duration retryAfter;

    private SlackFault(
            Kind kind, String method, String code, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(method + ": " + code, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * An answer with {@code ok: false}.
     *
     * @param detail what else Slack said; an expired trigger is at times only named here
     */
    static SlackFault answered(String method, String error, @Nullable String detail) {
        Kind kind = Kind.OURS;
        if (CHANNEL.contains(error)) {
            kind = Kind.CHANNEL;
        } else if (TOKEN.contains(error)) {
            kind = Kind.TOKEN;
        } else if (PASSING.contains(error)) {
            kind = Kind.PASSING;
        } else if (GONE.contains(error) || (detail != null && detail.contains("trigger_id` expired"))) {
            kind = Kind.GONE;
        }
        return new SlackFault(kind, method, detail == null ? error : error + " " + detail, null, null);
    }

    /** HTTP 429. */
    static SlackFault tooFast(String method, @Nullable Duration retryAfter) {
        return new SlackFault(Kind.PASSING, method, "ratelimited", retryAfter, null);
    }

    /** No answer, or none that can be read. */
    static SlackFault unreachable(String method, Throwable cause) {
        return new SlackFault(Kind.PASSING, method, String.valueOf(cause.getMessage()), null, cause);
    }

    /** A file of our own could not be read. */
    static SlackFault unreadable(String file, Throwable cause) {
        return new SlackFault(Kind.OURS, file, String.valueOf(cause.getMessage()), null, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Slack's own error code and detail. */
    public String code() {
        return code;
    }

    /** How long Slack asked us to wait. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
