package dev.certsend.delivery;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code send}. */
final class SendStore {
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

    static Send find(Handle handle, UUID sendId) {
        return handle.createQuery("""
                        SELECT send_id, team_id, requester_id, requester_name, language, channel_id, response_url, order_id,
                            certificate_id, certificate_name, mode, format, link_days, most_downloads, message, reply_to, requested_at
                        FROM send WHERE send_id = :sendId""")
                .bind("sendId", sendId)
                .map((row, context) -> send(row))
                .one();
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
