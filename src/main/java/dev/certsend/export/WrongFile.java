package dev.certsend.export;

/** An export can't go to this file. It was not touched. */
public final class WrongFile extends Exception {
    private static final long serialVersionUID = 1;

    WrongFile(String message) {
        super(message);
    }
}
