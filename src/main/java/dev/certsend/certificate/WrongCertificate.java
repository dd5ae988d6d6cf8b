package dev.certsend.certificate;

/**
 * A certificate that must not be sent, and why. The message is fit for logs and for people: one line, no control
 * characters, and nothing of a PEM text, since that text may have held a private key.
 */
public final class WrongCertificate extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong, for code to act on. */
    public enum Reason {
        /** The input holds no PEM block at all. */
        NO_CERTIFICATE,
        /** A block that is no certificate, above all a private key. */
        NOT_A_CERTIFICATE,
        /** More bytes or more certificates than any real chain has. */
        TOO_BIG,
        /** A block or certificate that cannot be read. */
        UNREADABLE,
        /** The certificates given are not exactly one chain. */
        CHAIN_BROKEN,
        /** The leaf came without its issuer. */
        CHAIN_MISSING,
        /** Another serial number than the order's. */
        OTHER_SERIAL,
        /** Other names than the order's, more of them or fewer. */
        OTHER_NAMES,
        /** The leaf or one of its issuers has expired. */
        EXPIRED,
        /** The leaf or one of its issuers is not valid yet. */
        NOT_YET_VALID,
        /** Another last day than the order's. */
        OTHER_DATES,
        /** The leaf could issue certificates itself. */
        A_CA
    }

    private final Reason reason;

    WrongCertificate(Reason reason, String detail) {
        super(Printable.line(detail));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
