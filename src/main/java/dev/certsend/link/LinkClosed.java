package dev.certsend.link;

/** A use that came to nothing: its link was revoked, or ended, before the use could be written down. */
public final class LinkClosed extends RuntimeException {
    private static final long serialVersionUID = 1;

    LinkClosed() {
        super("the link works no more", null, false, false);
    }
}
