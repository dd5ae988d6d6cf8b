package dev.certsend.delivery;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who is told what becomes of sends, in the transaction that changes them. */
public interface DeliveryNews {

    /** A send was taken on. */
    void taken(Handle transaction, Send send);

    /** Deliveries of these sends stand elsewhere now. */
    void progressed(Handle transaction, Collection<UUID> sendIds);
}
