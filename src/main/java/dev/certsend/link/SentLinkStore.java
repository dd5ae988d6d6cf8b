package dev.certsend.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Table {@code link} together with what it is a link to. */
final class SentLinkStore {
    private static final String SELECT = """
            SELECT l.link_id, l.delivery_id, d.send_id, s.team_id, s.requester_id, s.order_id, s.certificate_id,
                s.certificate_name, d.recipient, l.created_at, l.expires_at, l.revoked_at, l.revoked_by, s.most_downloads,
                l.opened, l.downloaded, l.scanned, l.last_used_at, now() AS as_of,
                CASE WHEN l.revoked_at IS NOT NULL OR o.status = 'revoked' THEN 'REVOKED'
                    WHEN l.expires_at <= now() THEN 'EXPIRED'
                    WHEN l.downloaded >= s.most_downloads THEN 'USED_UP'
                    ELSE 'LIVE' END AS state
            FROM link l JOIN delivery d USING (delivery_id) JOIN send s USING (send_id)
                LEFT JOIN cert_order o ON o.order_id = s.order_id
            """;

    private static final String IN_ONE_ORDER = " ORDER BY l.link_id FOR UPDATE OF l";

    private SentLinkStore() {}

    /** Those of a send, in the order of its recipients. */
    static List<SentLink> ofSend(Handle handle, UUID sendId) {
        return all(handle.createQuery(SELECT + "WHERE d.send_id = :sendId ORDER BY d.position")
                .bind("sendId", sendId));
    }

    static Optional<SentLink> find(Handle handle, UUID linkId) {
        return all(handle.createQuery(SELECT + "WHERE l.link_id = :linkId").bind("linkId", linkId)).stream()
                .findFirst();
    }

    static Optional<SentLink> lock(Handle transaction, UUID linkId) {
        return all(transaction
                        .createQuery(SELECT + "WHERE l.link_id = :linkId FOR UPDATE OF l")
                        .bind("linkId", linkId))
                .stream()
                .findFirst();
    }

    static Optional<SentLink> lockOfDelivery(Handle transaction, UUID deliveryId) {
        return all(transaction
                        .createQuery(SELECT + "WHERE l.delivery_id = :deliveryId FOR UPDATE OF l")
                        .bind("deliveryId", deliveryId))
                .stream()
                .findFirst();
    }

    static List<SentLink> lockOfDeliveries(Handle transaction, List<UUID> deliveryIds) {
        return all(transaction
                .createQuery(SELECT + "WHERE l.delivery_id = ANY(:deliveryIds)" + IN_ONE_ORDER)
                .bindArray("deliveryIds", UUID.class, deliveryIds));
    }

    static List<SentLink> lockOfSend(Handle transaction, UUID sendId) {
        return all(transaction
                .createQuery(SELECT + "WHERE d.send_id = :sendId" + IN_ONE_ORDER)
                .bind("sendId", sendId));
    }

    /** Those of these orders that were not revoked themselves, also where their time is over: they could be extended. */
    static List<SentLink> lockOfOrders(Handle transaction, List<Long> orderIds) {
        return all(transaction
                .createQuery(SELECT + "WHERE s.order_id = ANY(:orderIds) AND l.revoked_at IS NULL" + IN_ONE_ORDER)
                .bindArray("orderIds", Long.class, orderIds));
    }

    /** The newest first: sent within 90 days, or still open. */
    static List<SentLink> page(Handle handle, LinkQuestion asked, int from, int most) {
        StringBuilder sql = new StringBuilder(SELECT)
                .append(
                        "WHERE s.team_id = :teamId AND (s.requested_at > now() - interval '90 days' OR l.expires_at > now())");
        if (asked.requesterId() != null) {
            sql.append(" AND s.requester_id = :requesterId");
        }
        for (int i = 0; i < asked.words().size(); i++) {
            sql.append(" AND (s.certificate_name ILIKE :word%1$d OR d.recipient ILIKE :word%1$d".formatted(i))
                    .append(" OR s.order_id::text LIKE :word%d)".formatted(i));
        }
        sql.append(" ORDER BY s.requested_at DESC, s.send_id, d.position OFFSET :from LIMIT :most");
        Query query = handle.createQuery(sql.toString())
                .bind("teamId", asked.teamId())
                .bind("from", from)
                .bind("most", most);
        if (asked.requesterId() != null) {
            query.bind("requesterId", asked.requesterId());
        }
        for (int i = 0; i < asked.words().size(); i++) {
            query.bind("word" + i, "%" + asked.words().get(i).replaceAll("[\\\\%_]", "\\\\$0") + "%");
        }
        return all(query);
    }

    /** @param by null where the order was revoked */
    static void revoke(Handle transaction, List<UUID> linkIds, @Nullable String by) {
        transaction
                .createUpdate("UPDATE link SET revoked_at = now(), revoked_by = :by WHERE link_id = ANY(:linkIds)")
                .bindArray("linkIds", UUID.class, linkIds)
                .bind("by", by)
                .execute();
    }

    static void extend(Handle transaction, UUID linkId, Instant until) {
        transaction
                .createUpdate("UPDATE link SET expires_at = :until, end_told_at = NULL WHERE link_id = :linkId")
                .bind("linkId", linkId)
                .bind("until", until)
                .execute();
    }

    private static List<SentLink> all(Query query) {
        return query.map((row, context) -> link(row)).list();
    }

    private static SentLink link(ResultSet row) throws SQLException {
        return new SentLink(
                row.getObject("link_id", UUID.class),
                row.getObject("delivery_id", UUID.class),
                row.getObject("send_id", UUID.class),
                row.getString("team_id"),
                row.getString("requester_id"),
                row.getLong("order_id"),
                row.getLong("certificate_id"),
                row.getString("certificate_name"),
                row.getString("recipient"),
                SentLink.State.valueOf(row.getString("state")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("revoked_at")),
                row.getString("revoked_by"),
                row.getObject("most_downloads", Integer.class),
                row.getInt("opened"),
                row.getInt("downloaded"),
                row.getInt("scanned"),
                instant(row.getTimestamp("last_used_at")),
                row.getTimestamp("as_of").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
