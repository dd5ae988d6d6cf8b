package dev.certsend.mail;

import java.io.IOException;

/** The caller did not want the final dot sent. An {@link IOException}, since at those the library drops the connection. */
final class HeldBack extends IOException {

    private static final long serialVersionUID = 1L;

    HeldBack(Throwable why) {
        super("held back before the final dot", why);
    }
}
