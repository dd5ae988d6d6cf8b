package dev.certsend.delivery;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which letters leave by SMTP, kept by all processes of a database together and timed by its clock: each attempt
 * takes a slot, and no window of the span has more slots than the rate allows.
 */
final class SendRate {
    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 0x63657274_736c6f74L;

    /** Slots out of the window; and those ahead, which a clock that was set back has left behind. */
    private static final String TIDY = """
            DELETE FROM smtp_slot WHERE slot_at <= clock_timestamp() - :span * interval '1 millisecond'
                OR slot_at > clock_timestamp()""";

    private final @Nullable Rate rate;

    /** @param rate null where there is no limit */
    SendRate(@Nullable Rate rate) {
        this.rate = rate;
    }

    boolean isLimited() {
        return rate != null;
    }

    /** How many attempts may begin now, so many at most; until the transaction's end nobody else is answered. */
    int free(Handle transaction, Via via, int most) {
        Rate kept = rate;
        if (kept == null || via != Via.SMTP) {
            return most;
        }
        transaction.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
        transaction.createUpdate(TIDY).bind("span", kept.span().toMillis()).execute();
        int taken = transaction
                .createQuery("SELECT count(*) FROM smtp_slot")
                .mapTo(Integer.class)
                .one();
        return Math.max(0, Math.min(most, kept.letters() - taken));
    }

    /** So many begin. */
    void count(Handle transaction, Via via, int begun) {
        if (rate != null && via == Via.SMTP && begun > 0) {
            transaction.execute(
                    "INSERT INTO smtp_slot (slot_at) SELECT clock_timestamp() FROM generate_series(1, ?)", begun);
        }
    }
}
