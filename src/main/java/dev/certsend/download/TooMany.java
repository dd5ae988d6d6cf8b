package dev.certsend.download;

/** A request too many. Thrown, since it ends the request from wherever that has got to. */
public final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long seconds;

    TooMany(long seconds) {
        super("too many requests", null, false, false);
        this.seconds = seconds;
    }

    /** After how long it is worth trying again. */
    long seconds() {
        return seconds;
    }
}
