package dev.certsend.download;

import dev.certsend.text.Language;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code link}: looked up by the hash of the token alone, so that what the index compares tells nothing of it. */
final class LinkStore {
    private final Jdbi jdbi;

    LinkStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What the token opens; empty when there is no such link or it has expired. */
    Optional<LinkedCertificate> find(NewLink.Token token) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT d.delivery_id, s.send_id, s.team_id, s.requester_name, s.language, s.order_id, s.certificate_id,
                            s.certificate_name, d.recipient, s.requested_at, l.expires_at
                        FROM link l JOIN delivery d USING (delivery_id) JOIN send s USING (send_id)
                        WHERE l.token_sha256 = :sha256 AND l.expires_at > now()""")
                .bind("sha256", token.sha256())
                .map((row, context) -> new LinkedCertificate(
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("send_id", UUID.class),
                        row.getString("team_id"),
                        row.getString("requester_name"),
                        Language.of(row.getString("language")),
                        row.getLong("order_id"),
                        row.getLong("certificate_id"),
                        row.getString("certificate_name"),
                        row.getString("recipient"),
                        row.getTimestamp("requested_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .findOne());
    }
}
