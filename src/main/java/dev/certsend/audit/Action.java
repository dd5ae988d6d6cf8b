package dev.certsend.audit;

/** What an entry tells: a closed list, in the past tense. Its text is what the database holds, and is never renamed. */
public enum Action {
    SEND_REQUESTED("send.requested"),
    SEND_REFUSED("send.refused"),
    ACCESS_REFUSED("access.refused"),
    MAIL_ATTEMPTED("mail.attempted"),
    MAIL_ACCEPTED("mail.accepted"),
    MAIL_DEFERRED("mail.deferred"),
    MAIL_REJECTED("mail.rejected"),
    MAIL_UNCERTAIN("mail.uncertain"),
    MAIL_GIVEN_UP("mail.given_up"),
    MAIL_BOUNCED("mail.bounced"),
    MAIL_CANCELLED("mail.cancelled"),
    MAIL_REQUEUED("mail.requeued"),
    /** The answer to an attempt whose delivery was taken over or cancelled meanwhile. */
    MAIL_ANSWERED_LATE("mail.answered_late"),
    /** A way takes no letters, and all of them wait. */
    RELAY_PAUSED("relay.paused"),
    RELAY_RESUMED("relay.resumed"),
    LINK_OPENED("link.opened"),
    LINK_DOWNLOADED("link.downloaded"),
    LINK_REVOKED("link.revoked"),
    LINK_EXTENDED("link.extended"),
    CONFIRMATION_POSTED("confirmation.posted"),
    NOTE_WRITTEN("note.written"),
    NOTE_FAILED("note.failed");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    /** As the database holds it, {@code category.verb}. */
    public String text() {
        return text;
    }

    /** The key of its words. */
    public String words() {
        return "audit.action." + text;
    }
}
