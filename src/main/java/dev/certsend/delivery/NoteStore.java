package dev.certsend.delivery;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code order_note}: the notes that CertCentral's orders are to get. */
final class NoteStore {
    private NoteStore() {}

    /**
     * A note that is neither written nor given up.
     *
     * @param tried whether CertCentral was asked before, so that it may be there
     * @param old whether it has been tried for as long as a letter would be
     */
    record Open(boolean tried, boolean old) {}

    static void insert(Handle transaction, UUID sendId) {
        transaction
                .createUpdate("INSERT INTO order_note (send_id) VALUES (:sendId)")
                .bind("sendId", sendId)
                .execute();
    }

    /** Empty when it is settled, or none is to be written. */
    static Optional<Open> open(Handle handle, UUID sendId) {
        return handle.createQuery("""
                        SELECT tried_at IS NOT NULL AS tried, requested_at < now() - interval '2 days' AS old
                        FROM order_note JOIN send USING (send_id)
                        WHERE send_id = :sendId AND settled_at IS NULL""")
                .bind("sendId", sendId)
                .map((row, context) -> new Open(row.getBoolean("tried"), row.getBoolean("old")))
                .findOne();
    }

    static void markTried(Handle handle, UUID sendId) {
        handle.createUpdate("UPDATE order_note SET tried_at = now() WHERE send_id = :sendId")
                .bind("sendId", sendId)
                .execute();
    }

    /** Whether it was open until now. */
    static boolean settle(Handle transaction, UUID sendId) {
        return transaction
                        .createUpdate(
                                "UPDATE order_note SET settled_at = now() WHERE send_id = :sendId AND settled_at IS NULL")
                        .bind("sendId", sendId)
                        .execute()
                == 1;
    }
}
