package dev.certsend.delivery;

import java.util.UUID;

/**
 * What a confirmation's job is about. Where the message there is can be edited, all that matters is that it is brought up to
 * date; where a further message would have to be posted, it has to be worth one.
 *
 * @param version the send's, as of the change it tells; of a use, the span of time in which it was
 */
record ConfirmationJob(UUID sendId, Kind kind, long version) {

    /** What has changed. */
    enum Kind {
        /** Where a delivery stands. */
        DELIVERIES(""),
        /** Links were revoked. */
        REVOKED("revoked-"),
        /** A link was extended or has ended. */
        QUIET("links-"),
        /** Links were used. */
        USED("used-");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Its name in the queue: {@code <send>/<version>}, with what has changed before the version. */
    String id() {
        return sendId + "/" + kind.prefix + version;
    }

    /** @throws IllegalArgumentException it is no such name */
    static ConfirmationJob of(String id) {
        int slash = id.indexOf('/');
        String what = id.substring(slash + 1);
        int dash = what.indexOf('-');
        String prefix = what.substring(0, dash + 1);
        for (Kind kind : Kind.values()) {
            if (kind.prefix.equals(prefix)) {
                return new ConfirmationJob(
                        UUID.fromString(id.substring(0, slash)), kind, Long.parseLong(what.substring(dash + 1)));
            }
        }
        throw new IllegalArgumentException("no job of a confirmation");
    }

    /** Whether it may post what can't be edited, given that this version was told before. */
    boolean isWorthAMessage(long told) {
        return (kind == Kind.DELIVERIES || kind == Kind.REVOKED) && version > told;
    }
}
