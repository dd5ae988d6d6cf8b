package dev.certsend.policy;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody who was chosen by their user id can be sent a letter. Members and guests can, where Slack tells their
 * address.
 *
 * @param person null while unknown
 */
public record Reach(String userId, Kind kind, @Nullable Person person) {

    /** Why not, or that they can. */
    public enum Kind {
        /** The person's e-mail address is known. */
        ADDRESS,
        /** Slack is being asked about them, or about their address: a moment later more is known. */
        UNKNOWN,
        /** A member or guest whose address Slack does not tell. */
        NO_ADDRESS,
        BOT,
        /** Of another workspace. */
        STRANGER,
        DEACTIVATED
    }

    /** @param mayLearn whether the app has the scope for addresses, so that asking may help */
    static Reach of(String userId, @Nullable Remembered remembered, boolean mayLearn) {
        if (remembered == null) {
            return new Reach(userId, Kind.UNKNOWN, null);
        }
        Person person = remembered.person();
        Kind kind =
                switch (person.standing()) {
                    case MEMBER, GUEST -> byAddress(remembered, mayLearn);
                    case BOT -> Kind.BOT;
                    case STRANGER -> Kind.STRANGER;
                    case DEACTIVATED -> Kind.DEACTIVATED;
                };
        return new Reach(userId, kind, person);
    }

    private static Kind byAddress(Remembered remembered, boolean mayLearn) {
        if (remembered.person().email() != null) {
            return Kind.ADDRESS;
        }
        return mayLearn && !remembered.addressAsked() ? Kind.UNKNOWN : Kind.NO_ADDRESS;
    }

    /** The address as Slack has it, unchecked; null unless the kind is {@link Kind#ADDRESS}. */
    public @Nullable String address() {
        return kind == Kind.ADDRESS && person != null ? person.email() : null;
    }
}
