package dev.certsend.delivery;

import java.util.Locale;

/** By which way a send's letters leave. */
public enum Via {
    /** We write the letter, and our mail server takes it on. */
    SMTP,
    /** CertCentral writes and sends it, and has it in its own audit log. */
    CERTCENTRAL;

    /**
     * The way of a setting's or the database's value.
     *
     * @throws IllegalArgumentException naming the values there are
     */
    public static Via of(String value) {
        for (Via via : values()) {
            if (via.value().equals(value)) {
                return via;
            }
        }
        throw new IllegalArgumentException("must be smtp or certcentral");
    }

    /** As the setting and the database hold it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
