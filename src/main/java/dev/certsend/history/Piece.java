package dev.certsend.history;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked by name in {@code /cert-audit}, in the order in which a query is written. */
enum Piece {
    ORDER,
    BY,
    TO,
    ACTION,
    MODE,
    OUTCOME,
    SINCE,
    UNTIL;

    /** What stands before the colon. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Piece> of(String word) {
        return Stream.of(values())
                .filter(piece -> piece.word().equals(word.toLowerCase(Locale.ROOT)))
                .findAny();
    }
}
