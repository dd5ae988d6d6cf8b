package dev.certsend.link;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who is told what became of links, in the transaction that changed them. */
public interface LinkNews {

    /** Links of these sends were revoked, extended, or ended: worth telling at once. */
    void changed(Handle transaction, Collection<UUID> sendIds);

    /** Links of these sends were used by people: worth telling soon, many at a time. */
    void used(Handle transaction, Collection<UUID> sendIds);
}
