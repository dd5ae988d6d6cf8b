package dev.certsend.bench;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries as 24 months of a busy place would leave them, made in SQL: 200,000 orders, 300 people, 100,000 addresses. One
 * person was there in one month long ago only, so was one action, and one word is in three entries.
 */
final class AuditEntries {
    static final int MONTHS = 24;
    /** Nobody since. */
    static final String LONG_AGO = "U0LONGAGO01";

    static final String RARE_WORD = "zymurgy";

    private static final String DROP = "DROP INDEX audit_entry_by_word";
    private static final String MADE = """
            INSERT INTO audit_entry (entry_id, at, team_id, action, outcome, actor_id, actor_name, requester_id, order_id,
                certificate_id, certificate_name, send_id, delivery_id, mode, channel_id, request_reference, recipient,
                reason, client_address, user_agent, salt)
            SELECT nextval('audit_entry_id'), least(timestamptz '%1$s 00:00:00+00' + i * (interval '%2$d days' / %3$d), now()), '%4$s', action,
                CASE WHEN action IN ('mail.rejected', 'mail.bounced') THEN 'failed' WHEN action = 'mail.deferred' THEN 'deferred'
                    WHEN action = 'access.refused' THEN 'refused' WHEN action <> 'mail.attempted' THEN 'done' END,
                actor, CASE WHEN actor IS NOT NULL THEN name END, asker, order_id, order_id + 1000000000,
                'shop-' || order_id %% 50000 || '.' || (ARRAY['example.com', 'example.net', 'lake.example', 'river.example'])[1 + order_id %% 4],
                uuid_send_of(order_id), uuid_send_of(i), mode, 'C0BENCH' || order_id %% 40, lpad(to_hex(i), 8, '0'),
                'user' || address || '@customer-' || address %% 3000 || '.example',
                CASE WHEN %5$s THEN 'about %6$s' WHEN action = 'mail.rejected' THEN '550 5.1.1 mailbox unavailable' WHEN action = 'mail.deferred'
                    THEN '451 4.7.1 greylisted, please try again' WHEN action = 'mail.accepted' THEN '250 2.0.0 Ok: queued as ' || to_hex(i)
                    WHEN action = 'access.refused' THEN '/cert-send: guest' END,
                CASE WHEN action LIKE 'link.%%' THEN '203.0.113.' || address %% 250 END,
                CASE WHEN action LIKE 'link.%%' THEN 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' END,
                uuid_send(gen_random_uuid())
            FROM (
                SELECT i, h, 1 + h %% 200000 + 2000000 AS order_id, (h / 7) %% 100000 AS address,
                    'U0BENCH' || lpad((person %% 300)::text, 4, '0') AS asker,
                    CASE WHEN action NOT LIKE 'mail.%%' THEN %7$s END AS actor,
                    (ARRAY['Anna', 'Bruno', 'Chloé', 'Dmitri', 'Émile', 'Fatima', 'Grace', 'Hugo'])[1 + person %% 8] || ' '
                        || (ARRAY['Miller', 'Rossi', 'Dupont', 'Schmidt', 'Okafor', 'Tanaka'])[1 + person / 8 %% 6] AS name,
                    (ARRAY['attachment', 'attachment', 'downloadlink', 'plaintext'])[1 + h %% 4] AS mode, action
                FROM (
                    SELECT i, h, (h / 13)::int %% 300 AS person, CASE WHEN h %% 1000 < 200 THEN 'send.requested'
                        WHEN h %% 1000 < 450 THEN 'mail.attempted' WHEN h %% 1000 < 690 THEN 'mail.accepted'
                        WHEN h %% 1000 < 860 THEN 'confirmation.posted' WHEN h %% 1000 < 910 THEN 'link.opened'
                        WHEN h %% 1000 < 950 THEN 'link.downloaded' WHEN h %% 1000 < 970 THEN 'mail.deferred'
                        WHEN h %% 1000 < 976 THEN 'mail.rejected' WHEN h %% 1000 < 978 THEN 'mail.bounced'
                        WHEN h %% 1000 < 981 THEN 'access.refused' WHEN h %% 1000 < 991 THEN %8$s ELSE 'log.looked_up' END AS action
                    FROM (SELECT i, abs(hashint8extended(i, %9$d) %% 1000000007) AS h FROM generate_series(0, %3$d - 1) i) hashed
                ) chosen
            ) made""";

    private AuditEntries() {}

    /** So many entries in all, of this workspace, the index of words being made afterwards. */
    static void fill(Surroundings around, long entries, String team) {
        statements(entries, team).forEach(around::execute);
    }

    private static List<String> statements(long entries, String team) {
        List<String> statements = new ArrayList<>();
        statements.add(DROP);
        statements.add("CREATE FUNCTION uuid_send_of(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS"
                + " 'SELECT md5($1::text)::uuid'");
        YearMonth now = YearMonth.from(LocalDate.now(ZoneOffset.UTC));
        for (int ago = MONTHS - 1; ago >= 0; ago--) {
            YearMonth month = now.minusMonths(ago);
            int days = ago == 0 ? LocalDate.now(ZoneOffset.UTC).getDayOfMonth() - 1 : month.lengthOfMonth();
            statements.add("SELECT audit_make_month('" + month.atDay(1) + "')");
            statements.add(MADE.formatted(
                    month.atDay(1),
                    Math.max(1, days),
                    entries / MONTHS,
                    team,
                    ago == MONTHS - 2 ? "i IN (7, 77, 777)" : "false",
                    RARE_WORD,
                    ago == MONTHS - 5
                            ? "CASE WHEN h % 20 = 0 THEN '" + LONG_AGO
                                    + "' ELSE 'U0BENCH' || lpad((person % 300)::text, 4, '0') END"
                            : "'U0BENCH' || lpad((person % 300)::text, 4, '0')",
                    ago == MONTHS - 6 ? "'link.extended'" : "'link.opened'",
                    ago));
        }
        statements.add(
                "SET maintenance_work_mem = '1GB'; CREATE INDEX audit_entry_by_word ON audit_entry USING gin (audit_words(action,"
                        + " actor_id, requester_id, actor_name, certificate_name, recipient, mode, reason))"
                        + " WITH (fastupdate = on, gin_pending_list_limit = 16384)");
        statements.add("VACUUM ANALYZE audit_entry");
        return statements;
    }

    public static void main(String[] arguments) {
        statements(Long.parseLong(arguments[0]), FastSlack.TEAM).forEach(sql -> System.out.println(sql + ";"));
    }
}
