package dev.certsend.letter;

import java.util.Optional;

/** How a certificate is sent: CertCentral's own three values. */
public enum Mode {
    /** The certificate is attached to the e-mail. */
    ATTACHMENT("attachment"),
    /** The certificate stands as text in the e-mail. */
    PLAINTEXT("plaintext"),
    /** The e-mail has a link to a page that needs no account. */
    DOWNLOADLINK("downloadlink");

    private final String value;

    Mode(String value) {
        this.value = value;
    }

    /** The mode of a form's or the database's value. */
    public static Optional<Mode> of(String value) {
        for (Mode mode : values()) {
            if (mode.value.equals(value)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** As CertCentral, Slack's form and the database hold it. */
    public String value() {
        return value;
    }

    /** The key of its name. */
    public String words() {
        return "mode." + value;
    }

    /** The key of what it means. */
    public String explained() {
        return "mode." + value + ".explained";
    }
}
