package dev.certsend.bench;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.FileKind;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.playground.certcentral.Leaf;
import dev.certsend.playground.certcentral.LittleCa;
import dev.certsend.playground.certcentral.Names;
import dev.certsend.playground.certcentral.Organization;
import dev.certsend.playground.certcentral.Product;
import dev.certsend.playground.certcentral.Validity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * Very many links that work, each of a send of its own, to not so many certificates. The database has no tokens; here they
 * are made of the links' numbers.
 */
final class DownloadTable {
    private static final long FIRST_ORDER = 2_100_000_000;
    private static final long FIRST_CERTIFICATE = 3_100_000_000L;
    private static final int VALID_DAYS = 199;
    private static final Organization COMPANY = new Organization(7, "Example Corp", "Springfield", "US", "example.com");

    private final int links;
    private final List<CertificateChain> chains;

    private DownloadTable(int links, List<CertificateChain> chains) {
        this.links = links;
        this.chains = chains;
    }

    /** Fills the empty tables. */
    static DownloadTable fill(Surroundings around, int links, int certificates) {
        DownloadTable table = new DownloadTable(links, chains(certificates));
        Jdbi jdbi = Jdbi.create(around.jdbcUrl()).installPlugin(new PostgresPlugin());
        for (int i = 0; i < certificates; i++) {
            table.keep(jdbi, i);
        }
        table.send(around);
        around.execute("VACUUM ANALYZE");
        // What filling left to write is not the servers' burden.
        around.execute("CHECKPOINT");
        return table;
    }

    int links() {
        return links;
    }

    /** The secret of a link, 43 characters of base64url. */
    static String token(int link) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha256().digest(("bench-" + link).getBytes(StandardCharsets.US_ASCII)));
    }

    CertificateChain chain(int link) {
        return chains.get(link % chains.size());
    }

    /** The name under which a link gives its file. */
    String file(int link) {
        return chain(link).fileName(FileKind.CHAIN);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As the program keeps them: each leaf with its issuer and the root. */
    private static List<CertificateChain> chains(int certificates) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LittleCa ca = LittleCa.seeded(1, today);
        List<CertificateChain> chains = new ArrayList<>();
        for (int i = 0; i < certificates; i++) {
            Product.Validation validation = i % 2 == 0 ? Product.Validation.OV : Product.Validation.DV;
            String name = "host-" + i + ".example.com";
            Leaf leaf = new Leaf(
                    String.format(Locale.ROOT, "0B%030X", i),
                    Names.of(name, "www." + name, "api." + name),
                    Validity.ofDays(today.minusDays(i % 90), VALID_DAYS),
                    validation,
                    COMPANY);
            chains.add(chain(Stream.concat(Stream.of(ca.issue(leaf)), ca.above(validation).stream())
                    .toList()));
        }
        return chains;
    }

    private static CertificateChain chain(List<X509Certificate> certificates) {
        List<byte[]> ders = new ArrayList<>();
        try {
            for (X509Certificate certificate : certificates) {
                ders.add(certificate.getEncoded());
            }
            return CertificateChain.ofDer(ders);
        } catch (CertificateEncodingException | WrongCertificate e) {
            throw new IllegalStateException("the little CA gave no chain", e);
        }
    }

    private void keep(Jdbi jdbi, int i) {
        CertificateChain chain = chains.get(i);
        jdbi.useHandle(handle -> {
            handle.createUpdate("INSERT INTO certificate (certificate_id, chain) VALUES (:id, :chain)")
                    .bind("id", FIRST_CERTIFICATE + i)
                    .bindArray("chain", byte[].class, chain.der())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO cert_order (order_id, certificate_id, status, common_name, names, serial_number,
                                valid_from, valid_till, organization, product_name_id, product_name, validation, searched,
                                sendable)
                            VALUES (:order, :id, 'issued', :name, ARRAY[:name], :serial, :from, :till, 'Example Corp',
                                'ssl_basic', 'Basic OV', 'ov', :order || E'\\n' || :name, true)""")
                    .bind("order", FIRST_ORDER + i)
                    .bind("id", FIRST_CERTIFICATE + i)
                    .bind("name", chain.facts().names().get(0))
                    .bind("serial", chain.facts().serial())
                    .bind("from", LocalDate.ofInstant(chain.facts().notBefore(), ZoneOffset.UTC))
                    .bind("till", LocalDate.ofInstant(chain.facts().notAfter(), ZoneOffset.UTC))
                    .execute();
        });
    }

    /** Without looking each reference up, which would take longer than all the rest. */
    private void send(Surroundings around) {
        around.execute("SET session_replication_role = replica; "
                + String.format(
                        Locale.ROOT, """
                INSERT INTO send (send_id, team_id, view_id, requester_id, requester_name, language, channel_id, order_id,
                    certificate_id, certificate_name, mode, message, requested_at, link_days)
                SELECT md5('send-' || i)::uuid, '%1$s', 'V0BENCH' || i, 'U0BENCH' || lpad((i %% 1000)::text, 4, '0'),
                    'Bench ' || i %% 1000, 'en', 'C0BENCH', %2$d + i %% %4$d, %3$d + i %% %4$d,
                    'host-' || i %% %4$d || '.example.com', 'downloadlink', '',
                    now() - interval '14 days' * i / %5$d, 30
                FROM generate_series(0, %5$d - 1) i;
                INSERT INTO delivery (delivery_id, send_id, position, recipient, state, attempt, settled_at)
                SELECT md5('delivery-' || i)::uuid, md5('send-' || i)::uuid, 0, 'person-' || i %% 5000 || '@example.com',
                    'accepted', 1, now()
                FROM generate_series(0, %5$d - 1) i;
                INSERT INTO link (link_id, delivery_id, token_sha256, expires_at)
                SELECT md5('link-' || i)::uuid, md5('delivery-' || i)::uuid, sha256(translate(rtrim(encode(
                    sha256(('bench-' || i)::bytea), 'base64'), '='), '+/', '-_')::bytea), now() + interval '16 days'
                FROM generate_series(0, %5$d - 1) i""", FastSlack.TEAM, FIRST_ORDER, FIRST_CERTIFICATE, chains.size(), links));
    }
}
