package dev.certsend.link;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who is told what became of links, in the transaction that changed them. */
public interface LinkNews {

    /** Links of these sends were revoked: worth telling at once, whatever way there is. */
    void revoked(Handle transaction, Collection<UUID> sendIds);

    /** Links of these sends were extended or ended: worth telling at once where nobody is disturbed by it. */
    void changed(Handle transaction, Collection<UUID> sendIds);

    /** Links of these sends were used by people: worth telling soon, many at a time. */
    void used(Handle transaction, Collection<UUID> sendIds);
}
