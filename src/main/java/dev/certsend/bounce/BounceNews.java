package dev.certsend.bounce;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who is told that a letter came back, in the transaction that writes it down. */
public interface BounceNews {

    /** A delivery of this send bounced. */
    void bounced(Handle transaction, UUID sendId);
}
