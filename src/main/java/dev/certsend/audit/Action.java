package dev.certsend.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an entry tells: a closed list, in the past tense. Its text is what the database holds, and is never renamed. */
public enum Action {
    SEND_REQUESTED("send.requested", Outcome.DONE),
    SEND_REFUSED("send.refused", Outcome.REFUSED),
    ACCESS_REFUSED("access.refused", Outcome.REFUSED),
    /** A request that did not prove to come from Slack or CertCentral. */
    REQUEST_REFUSED("request.refused", Outcome.REFUSED),
    /** The letter is about to leave; how that comes out is another entry. */
    MAIL_ATTEMPTED("mail.attempted", null),
    MAIL_ACCEPTED("mail.accepted", Outcome.DONE),
    MAIL_DEFERRED("mail.deferred", Outcome.DEFERRED),
    MAIL_REJECTED("mail.rejected", Outcome.FAILED),
    MAIL_UNCERTAIN("mail.uncertain", Outcome.UNCERTAIN),
    MAIL_GIVEN_UP("mail.given_up", Outcome.FAILED),
    MAIL_BOUNCED("mail.bounced", Outcome.FAILED),
    MAIL_CANCELLED("mail.cancelled", Outcome.DONE),
    MAIL_REQUEUED("mail.requeued", null),
    /** The answer to an attempt whose delivery was taken over or cancelled meanwhile. */
    MAIL_ANSWERED_LATE("mail.answered_late", null),
    /** A way takes no letters, and all of them wait. */
    RELAY_PAUSED("relay.paused", Outcome.FAILED),
    RELAY_RESUMED("relay.resumed", Outcome.DONE),
    LINK_OPENED("link.opened", Outcome.DONE),
    LINK_DOWNLOADED("link.downloaded", Outcome.DONE),
    LINK_REVOKED("link.revoked", Outcome.DONE),
    LINK_EXTENDED("link.extended", Outcome.DONE),
    CONFIRMATION_POSTED("confirmation.posted", Outcome.DONE),
    NOTE_WRITTEN("note.written", Outcome.DONE),
    NOTE_FAILED("note.failed", Outcome.FAILED),
    /** Somebody looked at entries about what others did. */
    LOG_LOOKED_UP("log.looked_up", Outcome.DONE),
    LOG_SHARED("log.shared", Outcome.DONE),
    LOG_EXPORTED("log.exported", Outcome.DONE),
    /** Somebody's address was blotted out of the entries that the reason names. */
    LOG_BLOTTED("log.blotted", Outcome.DONE),
    /** A month's entries were exported and taken out. */
    LOG_RETIRED("log.retired", Outcome.DONE),
    /** The checkpoints are signed with other keys than before. */
    KEY_CHANGED("key.changed", Outcome.DONE),
    PROGRAM_STARTED("program.started", Outcome.DONE),
    SETTINGS_CHANGED("settings.changed", Outcome.DONE),
    MIRROR_SYNCED("mirror.synced", Outcome.DONE),
    MIRROR_FAILED("mirror.failed", Outcome.DEFERRED);

    private final String text;
    private final @Nullable Outcome outcome;

    Action(String text, @Nullable Outcome outcome) {
        this.text = text;
        this.outcome = outcome;
    }

    /** The action of this text; empty where it is of another version. */
    public static Optional<Action> of(String text) {
        return Stream.of(values()).filter(action -> action.text.equals(text)).findAny();
    }

    /** Those that come out this way. */
    public static List<Action> of(Outcome outcome) {
        return Stream.of(values()).filter(action -> action.outcome == outcome).toList();
    }

    /** As the database holds it, {@code category.verb}. */
    public String text() {
        return text;
    }

    /** How it came out; null of a step whose end is another entry. */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** The key of its words. */
    public String words() {
        return "audit.action." + text;
    }
}
