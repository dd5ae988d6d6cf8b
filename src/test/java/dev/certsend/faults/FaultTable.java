package dev.certsend.faults;

import java.util.Locale;

/** The matrix as a table of the README. */
final class FaultTable {
    static final String HEAD = """
            | fault | deliveries | lost | accepted twice | recorded uncertain | most in flight | audit complete | back to work after | verdict |
            | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |""";

    private FaultTable() {}

    static String row(Fault fault, Verdict verdict) {
        String back =
                verdict.back().isZero() ? "" : "%.1f s".formatted(verdict.back().toMillis() / 1e3);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s | %s | %s |",
                fault.name(),
                verdict.deliveries(),
                verdict.lost(),
                verdict.twice(),
                verdict.uncertain(),
                verdict.inFlight(),
                verdict.auditComplete() ? "yes" : "no",
                back,
                verdict.broken().isEmpty() ? "kept" : "BROKEN");
    }

    static String skipped(Fault fault, Exception why) {
        return "| " + fault.name() + " | | | | | | | | skipped: " + why.getMessage() + " |";
    }

    static String failed(Fault fault, Exception why) {
        return "| " + fault.name() + " | | | | | | | | FAILED: " + why.getMessage() + " |";
    }
}
