package dev.certsend.link;

import java.sql.SQLException;
import java.util.Set;

/** What a fault of the database tells of the transaction it ended, by its SQLState. */
final class Faults {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Serialization failure, deadlock, lock timeout: the transaction was rolled back. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);

    private Faults() {}

    /** Whether surely nothing was written, as the data, or somebody else's lock, was in the way. */
    static boolean nothingWasWritten(Throwable fault) {
        String state = state(fault);
        return state.startsWith("22") || state.startsWith("23") || ROLLED_BACK.contains(state);
    }

    /** Whether somebody else held a row for too long. */
    static boolean isHeld(Throwable fault) {
        return state(fault).equals(LOCK_NOT_AVAILABLE);
    }

    private static String state(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
