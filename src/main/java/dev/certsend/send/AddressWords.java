package dev.certsend.send;

import dev.certsend.mail.RefusedAddress;

/** The keys of the words that say why an address is refused; each names the address as typed. */
final class AddressWords {
    private AddressWords() {}

    static String of(RefusedAddress.Reason reason) {
        return switch (reason) {
            case EMPTY, NO_AT -> "address.no_at";
            case SEVERAL_AT -> "address.several_at";
            case LOCAL_PART -> "address.local_part";
            case NON_ASCII_LOCAL_PART -> "address.non_ascii_local_part";
            case DOMAIN -> "address.domain";
            case IP_LITERAL -> "address.ip_literal";
            case CONTROL_CHARACTER -> "address.control_character";
            case TOO_LONG -> "address.too_long";
            case DISPLAY_NAME_OR_GROUP -> "address.display_name";
            case QUOTED, COMMENT -> "address.quoted";
            case SPACE -> "address.space";
            case ENCODED_WORD -> "address.encoded_word";
        };
    }
}
