package dev.certsend.link;

import dev.certsend.audit.AuditLog;
import dev.certsend.link.OpenLink.Newer;
import dev.certsend.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The links as those who hold them use them. */
public final class Links {
    private static final Comparator<UUID> DATABASE_ORDER = Comparator.comparing(UUID::toString);

    private final Jdbi jdbi;
    private final LinkNews news;

    public Links(Jdbi jdbi, LinkNews news) {
        this.jdbi = jdbi;
        this.news = news;
    }

    /** What the token opens; empty when there is no such link, or it has expired or was revoked, or its order was. */
    public Optional<OpenLink> open(String token) {
        return Token.read(token)
                .flatMap(read -> jdbi.withHandle(handle -> handle.createQuery("""
                                SELECT l.link_id, l.expires_at, l.downloaded, d.delivery_id, d.recipient, s.send_id, s.team_id,
                                    s.requester_id, s.requester_name, s.language, s.order_id, s.certificate_id,
                                    s.certificate_name, s.message, s.requested_at, s.most_downloads,
                                    CASE WHEN o.gone_at IS NULL THEN o.certificate_id END AS present_id,
                                    o.serial_number AS present_serial,
                                    o.valid_from AS present_from, o.valid_till AS present_till
                                FROM link l JOIN delivery d USING (delivery_id) JOIN send s USING (send_id)
                                    LEFT JOIN cert_order o ON o.order_id = s.order_id
                                WHERE l.token_sha256 = :sha256 AND l.expires_at > now() AND l.revoked_at IS NULL
                                    AND o.status IS DISTINCT FROM 'revoked'""")
                        .bind("sha256", read.sha256())
                        .map((row, context) -> link(row))
                        .findOne()));
    }

    /**
     * Writes down uses: counters and entries, in one transaction. Those of a link that works no more leave no trace, so none
     * comes after its revocation.
     *
     * @return the links among them that still worked
     */
    public Set<UUID> used(Collection<Use> uses) {
        return jdbi.inTransaction(transaction -> {
            // One row that somebody holds must not stop every page.
            transaction.execute("SET LOCAL lock_timeout = '2s'");
            Set<UUID> open = count(transaction, uses);
            List<Use> written = uses.stream()
                    .filter(use -> open.contains(use.link().linkId()))
                    .toList();
            AuditLog.append(transaction, written.stream().map(Use::entry).toList());
            List<UUID> told = written.stream()
                    .filter(use -> use.machine() == null)
                    .map(use -> use.link().sendId())
                    .distinct()
                    .toList();
            if (!told.isEmpty()) {
                news.used(transaction, told);
            }
            return open;
        });
    }

    /**
     * Takes one of the downloads that its link was given, writes the use down, and returns true; or returns false, when they
     * are used up, or the link works no more. Several who take at once never get more than there are.
     */
    public boolean takeOne(Use use) {
        return jdbi.inTransaction(transaction -> {
            int taken = transaction
                    .createUpdate("""
                            UPDATE link l SET downloaded = l.downloaded + 1, last_used_at = now()
                            FROM delivery d JOIN send s USING (send_id)
                                LEFT JOIN cert_order o ON o.order_id = s.order_id
                            WHERE l.link_id = :linkId AND d.delivery_id = l.delivery_id
                                AND l.downloaded < s.most_downloads AND l.expires_at > now() AND l.revoked_at IS NULL
                                AND o.status IS DISTINCT FROM 'revoked'""")
                    .bind("linkId", use.link().linkId())
                    .execute();
            if (taken == 1) {
                AuditLog.append(transaction, List.of(use.entry()));
                news.used(transaction, List.of(use.link().sendId()));
            }
            return taken == 1;
        });
    }

    /** In the database's order, so that two who change several at once don't wait for each other in a circle. */
    private static Set<UUID> count(Handle transaction, Collection<Use> uses) {
        Map<UUID, List<Use>> byLink = uses.stream()
                .collect(Collectors.groupingBy(
                        use -> use.link().linkId(), () -> new TreeMap<>(DATABASE_ORDER), Collectors.toList()));
        try (PreparedBatch batch = transaction.prepareBatch("""
                UPDATE link SET opened = opened + :opened, downloaded = downloaded + :downloaded,
                    scanned = scanned + :scanned,
                    last_used_at = CASE WHEN :opened + :downloaded > 0 THEN now() ELSE last_used_at END
                WHERE link_id = :linkId AND revoked_at IS NULL AND expires_at > now()""")) {
            byLink.forEach((linkId, used) -> batch.bind("linkId", linkId)
                    .bind("opened", counted(used, Use::opened))
                    .bind("downloaded", counted(used, Use::downloaded))
                    .bind("scanned", counted(used, use -> use.machine() != null))
                    .add());
            return open(byLink.keySet(), batch.execute());
        }
    }

    /** The links whose rows were counted up, given how many rows each of them changed. */
    private static Set<UUID> open(Collection<UUID> links, int[] changed) {
        Set<UUID> open = new HashSet<>();
        int i = 0;
        for (UUID link : links) {
            if (changed[i++] > 0) {
                open.add(link);
            }
        }
        return open;
    }

    private static int counted(List<Use> uses, Predicate<Use> which) {
        return (int) uses.stream().filter(which).count();
    }

    private static OpenLink link(ResultSet row) throws SQLException {
        int most = row.getInt("most_downloads");
        return new OpenLink(
                row.getObject("link_id", UUID.class),
                row.getObject("delivery_id", UUID.class),
                row.getObject("send_id", UUID.class),
                row.getString("team_id"),
                row.getString("requester_id"),
                row.getString("requester_name"),
                Language.of(row.getString("language")),
                row.getLong("order_id"),
                row.getLong("certificate_id"),
                row.getString("certificate_name"),
                row.getString("recipient"),
                row.getString("message"),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                most == 0 ? null : most,
                row.getInt("downloaded"),
                newer(row));
    }

    /** CertCentral numbers certificates as it issues them. */
    private static @Nullable Newer newer(ResultSet row) throws SQLException {
        LocalDate from = row.getObject("present_from", LocalDate.class);
        boolean later = row.getLong("present_id") > row.getLong("certificate_id");
        return later && from != null
                ? new Newer(row.getString("present_serial"), from, row.getObject("present_till", LocalDate.class))
                : null;
    }
}
