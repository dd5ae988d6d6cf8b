package dev.certsend.audit;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The audit log. It can be appended to, and asked by {@link AuditSearch}; the database itself refuses everything else. */
public final class AuditLog {
    private final Jdbi jdbi;

    public AuditLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Appends entries in the transaction of the facts they tell. */
    public static void append(Handle transaction, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch("""
                WITH appended AS (
                    INSERT INTO audit_entry (entry_id, team_id, action, outcome, actor_id, actor_name, requester_id, order_id,
                        certificate_id, certificate_name, send_id, delivery_id, mode, channel_id, request_reference,
                        recipient, reason, client_address, user_agent, salt)
                    VALUES (nextval('audit_entry_id'), :teamId, :action, :outcome, :actorId, :actorName, :requesterId, :orderId,
                        :certificateId, :certificateName, :sendId, :deliveryId, :mode, :channelId, :requestReference,
                        :recipient, :reason, :clientAddress, :userAgent, :salt)
                    RETURNING entry_id, at)
                INSERT INTO audit_unsealed (entry_id, at, leaf)
                SELECT entry_id, at, sha256(:beforeAt || convert_to(
                    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8') || :afterAt)
                FROM appended""");
        for (Entry entry : entries) {
            entry.bind(batch);
            batch.add();
        }
        batch.execute();
    }

    /** Appends an entry about something that has no transaction of its own: a refusal, a page that was opened. */
    public void append(Entry entry) {
        jdbi.useTransaction(transaction -> append(transaction, List.of(entry)));
    }
}
