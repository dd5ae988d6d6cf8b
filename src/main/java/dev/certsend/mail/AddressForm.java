package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;

/** The outer form of an address: one {@code @}, nothing of the grammar beyond {@code local@domain} (RFC 5322 section 3.4 has much more). */
final class AddressForm {

    private AddressForm() {}

    static void check(String typed) {
        if (typed.isBlank() && !Unsafe.anyIn(typed)) {
            throw new AddressRefused(Reason.EMPTY);
        }
        if (Unsafe.anyIn(typed)) {
            throw new AddressRefused(Reason.CONTROL_CHARACTER);
        }
        typed.codePoints().forEach(AddressForm::check);
        if (typed.contains("=?")) {
            throw new AddressRefused(Reason.ENCODED_WORD);
        }
        int at = typed.indexOf('@');
        if (at < 0) {
            throw new AddressRefused(Reason.NO_AT);
        }
        if (at != typed.lastIndexOf('@')) {
            throw new AddressRefused(Reason.SEVERAL_AT);
        }
    }

    private static void check(int character) {
        switch (character) {
            case '"', '\\' -> throw new AddressRefused(Reason.QUOTED);
            case '(', ')' -> throw new AddressRefused(Reason.COMMENT);
            case '[', ']' -> throw new AddressRefused(Reason.IP_LITERAL);
            case '<', '>', ':', ';', ',' -> throw new AddressRefused(Reason.DISPLAY_NAME_OR_GROUP);
            default -> {
                if (Character.isSpaceChar(character)) {
                    throw new AddressRefused(Reason.SPACE);
                }
            }
        }
    }
}
