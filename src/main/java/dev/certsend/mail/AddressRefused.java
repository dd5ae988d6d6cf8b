package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;

/** What was given is no address we send to. The message names the reason and never repeats the input. */
public final class AddressRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    AddressRefused(Reason reason) {
        super("not an e-mail address we send to: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
