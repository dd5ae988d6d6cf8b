package dev.certsend.delivery;

/** The link that stands in the letter was revoked before the letter left. */
final class LinkRevoked extends RuntimeException {
    private static final long serialVersionUID = 1;

    LinkRevoked() {
        super("its link was revoked before the letter left");
    }
}
