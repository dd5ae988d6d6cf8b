package dev.certsend.delivery;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/** Table {@code send}. */
final class SendStore {
    /** So that a certificate that goes to everybody costs nobody their form. */
    private static final int MOST_LOOKED_THROUGH = 300;

    private SendStore() {}

    /** Whether it was new: a view that was submitted before is the same send. */
    static boolean insert(Handle transaction, Send send, Via via, String viewId) {
        return transaction
                        .createUpdate("""
                                INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, channel_id,
                                    response_url, order_id, certificate_id, certificate_name, mode, format, message, reply_to, via,
                                    link_days, most_downloads)
                                VALUES (:sendId, :teamId, :viewId, :requesterId, :requesterName, :languageTag, :channelId,
                                    :responseUrl, :orderId, :certificateId, :certificateName, :modeValue, :formatValue, :message, :replyTo, :via,
                                    :linkDays, :mostDownloads)
                                ON CONFLICT (team_id, view_id) DO NOTHING""")
                        .bindMethods(send)
                        .bind("viewId", viewId)
                        .bind("languageTag", send.language().tag())
                        .bind("modeValue", send.mode().value())
                        .bind("formatValue", send.format().value())
                        .bind("via", via.value())
                        .bind("linkDays", send.terms().days())
                        .bind("mostDownloads", send.terms().mostDownloads())
                        .execute()
                == 1;
    }

    /** The orders of somebody's last sends, newest first. */
    static List<Long> lately(Handle handle, String teamId, String userId) {
        return handle.createQuery("""
                        SELECT order_id FROM send WHERE team_id = :teamId AND requester_id = :userId
                        ORDER BY requested_at DESC LIMIT 30""")
                .bind("teamId", teamId)
                .bind("userId", userId)
                .mapTo(Long.class)
                .list();
    }

    /**
     * The last time that this certificate went to each of these addresses, within the days, as far as anybody knows.
     *
     * @param viewId a submission that doesn't count: it is the one that asks, come twice
     */
    static List<SentBefore> before(
            Handle handle, String teamId, long certificateId, String viewId, List<String> recipients, int days) {
        return handle.createQuery("""
                        SELECT DISTINCT ON (lower(d.recipient)) d.recipient, s.requester_id, s.requested_at
                        FROM (
                            SELECT send_id, requester_id, requested_at FROM send
                            WHERE team_id = :teamId AND certificate_id = :certificateId
                                AND requested_at > now() - make_interval(days => :days) AND view_id <> :viewId
                            ORDER BY requested_at DESC LIMIT :most) s JOIN delivery d USING (send_id)
                        WHERE lower(d.recipient) = ANY(:recipients) AND d.bounced_at IS NULL
                            AND d.state IN ('queued', 'sending', 'deferred', 'accepted', 'uncertain')
                        ORDER BY lower(d.recipient), s.requested_at DESC""")
                .bind("teamId", teamId)
                .bind("certificateId", certificateId)
                .bind("viewId", viewId)
                .bind("days", days)
                .bind("most", MOST_LOOKED_THROUGH)
                .bindArray(
                        "recipients",
                        String.class,
                        recipients.stream()
                                .map(recipient -> recipient.toLowerCase(Locale.ROOT))
                                .toList())
                .map((row, context) -> new SentBefore(
                        row.getString("recipient"),
                        row.getString("requester_id"),
                        row.getTimestamp("requested_at").toInstant()))
                .list();
    }

    static Optional<Send> findAny(Handle handle, UUID sendId) {
        return query(handle, sendId).findOne();
    }

    static Send find(Handle handle, UUID sendId) {
        return query(handle, sendId).one();
    }

    private static ResultIterable<Send> query(Handle handle, UUID sendId) {
        return handle.createQuery("""
                        SELECT send_id, team_id, requester_id, requester_name, language, channel_id, response_url, order_id,
                            certificate_id, certificate_name, mode, format, link_days, most_downloads, message, reply_to, requested_at
                        FROM send WHERE send_id = :sendId""").bind("sendId", sendId).map((row, context) -> send(row));
    }

    /** The send that the delivery is part of; empty where there is no such delivery. */
    static Optional<Deliveries.Sent> sent(Handle handle, UUID deliveryId) {
        return handle.createQuery("""
                        SELECT s.*, d.recipient FROM send s JOIN delivery d USING (send_id)
                        WHERE d.delivery_id = :deliveryId""")
                .bind("deliveryId", deliveryId)
                .map((row, context) -> new Deliveries.Sent(send(row), row.getString("recipient")))
                .findOne();
    }

    /** A row with these columns of {@code send}, whatever else it has. */
    static Send send(ResultSet row) throws SQLException {
        int most = row.getInt("most_downloads");
        return new Send(
                row.getObject("send_id", UUID.class),
                row.getString("team_id"),
                row.getString("requester_id"),
                row.getString("requester_name"),
                Language.of(row.getString("language")),
                row.getString("channel_id"),
                row.getString("response_url"),
                row.getLong("order_id"),
                row.getLong("certificate_id"),
                row.getString("certificate_name"),
                Mode.of(row.getString("mode")).orElseThrow(),
                Format.of(row.getString("format")).orElseThrow(),
                new LinkTerms(row.getInt("link_days"), most == 0 ? null : most),
                row.getString("message"),
                row.getString("reply_to"),
                row.getTimestamp("requested_at").toInstant());
    }
}
