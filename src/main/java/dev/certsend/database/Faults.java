package dev.certsend.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** What a fault of the database tells of the transaction it ended, by its SQLState. */
public final class Faults {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Serialization failure, deadlock, lock timeout: the transaction was rolled back. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);

    private static final int MOST_YIELDS = 3;

    private Faults() {}

    /** Whether surely nothing was written, as the data, or somebody else's lock, was in the way. */
    public static boolean nothingWasWritten(Throwable fault) {
        String state = state(fault);
        return state.startsWith("22") || state.startsWith("23") || ROLLED_BACK.contains(state);
    }

    /** Whether somebody else held a row for too long. */
    public static boolean isHeld(Throwable fault) {
        return state(fault).equals(LOCK_NOT_AVAILABLE);
    }

    /** Whether two waited for each other, and this one had to yield: done once more, it may well go through. */
    public static boolean isDeadlock(Throwable fault) {
        return state(fault).equals("40P01");
    }

    /** Does it, and does it again where it has to yield to another. */
    public static <T> T untangled(Supplier<T> work) {
        for (int left = MOST_YIELDS; ; left--) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!isDeadlock(e) || left == 0) {
                    throw e;
                }
            }
        }
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
