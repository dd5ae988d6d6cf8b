package dev.certsend.history;

/** A query that can't be read; the message is the first piece that is the reason, as it was typed. */
final class UnreadPiece extends Exception {
    private static final long serialVersionUID = 1;

    UnreadPiece(String piece) {
        super(piece);
    }

    String piece() {
        return String.valueOf(getMessage());
    }
}
