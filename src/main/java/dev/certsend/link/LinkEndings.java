package dev.certsend.link;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sees that the time of links is over, which nobody does, and has it told. */
public final class LinkEndings {
    /**
     * So many a round at most, one of which begins each minute. Slack takes some fifty edits a minute, and a confirmation of
     * what was just sent waits behind those that are due before it.
     */
    static final int BATCH = 40;

    private final Jdbi jdbi;
    private final LinkNews news;

    public LinkEndings(Jdbi jdbi, LinkNews news) {
        this.jdbi = jdbi;
        this.news = news;
    }

    /** Tells of those that ended since, the longest ago first; the rest is the next round's. */
    public void round() {
        jdbi.useTransaction(this::tell);
    }

    private void tell(Handle transaction) {
        List<UUID> sends = transaction
                .createQuery("""
                        WITH ended AS (
                            SELECT link_id FROM link WHERE expires_at <= now() AND revoked_at IS NULL AND end_told_at IS NULL
                            ORDER BY expires_at LIMIT :most FOR UPDATE SKIP LOCKED),
                        told AS (
                            UPDATE link l SET end_told_at = now() FROM ended WHERE l.link_id = ended.link_id
                            RETURNING l.delivery_id)
                        SELECT DISTINCT d.send_id FROM told JOIN delivery d USING (delivery_id)""")
                .bind("most", BATCH)
                .mapTo(UUID.class)
                .list();
        if (!sends.isEmpty()) {
            news.changed(transaction, sends);
        }
    }
}
