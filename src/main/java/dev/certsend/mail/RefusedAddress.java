package dev.certsend.mail;

/**
 * A piece of what a person typed that is no address we send to.
 *
 * @param typed that piece, shortened, with everything that does not print made visible as {@code \\u{…}}
 */
public record RefusedAddress(String typed, Reason reason) {

    private static final int MOST_SHOWN = 80;

    static RefusedAddress of(String typed, Reason reason) {
        return new RefusedAddress(Unsafe.visible(typed.strip(), MOST_SHOWN), reason);
    }

    /** Why an address is refused; each has its own remedy to tell. */
    public enum Reason {
        EMPTY,
        /** No {@code @} at all. */
        NO_AT,
        /** More than one {@code @}, which mail systems read differently. */
        SEVERAL_AT,
        /**
         * A character, dot or leading hyphen that the part before the {@code @} must not have, a route ({@code %}, {@code !}), or
         * letters of several scripts or of an unusual form, which pass for others.
         */
        LOCAL_PART,
        /** Letters beyond ASCII before the {@code @} where no SMTPUTF8 (RFC 6531) is to be had; see {@link Mailer#takesUtf8}. */
        NON_ASCII_LOCAL_PART,
        /** Not a host name of at least two labels, or an international one that changes its look when encoded. */
        DOMAIN,
        /** An address of a machine by number, {@code user@[192.0.2.1]}. */
        IP_LITERAL,
        /** A control character, line break or one that shows nothing or turns the text around. */
        CONTROL_CHARACTER,
        /** More than 64 octets before the {@code @}, 63 in a label or 254 in all. */
        TOO_LONG,
        /** {@code Bob <bob@…>}, {@code Team: a@…;} or any other angle bracket, colon, comma or semicolon. */
        DISPLAY_NAME_OR_GROUP,
        /** A quotation mark or backslash. */
        QUOTED,
        /** A comment in parentheses. */
        COMMENT,
        /** A space inside of it. */
        SPACE,
        /** Looks like an encoded word ({@code =?…?=}, RFC 2047). */
        ENCODED_WORD
    }
}
