package dev.certsend.story;

import static org.awaitility.Awaitility.await;

import dev.certsend.database.DatabaseSettings;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The database as someone with its owner's password would read and change it; also the stories' settable clock. */
record Records(Jdbi jdbi) {

    static Records of(Map<String, String> variables) {
        DatabaseSettings settings = DatabaseSettings.parse(String.valueOf(variables.get("DATABASE_URL")));
        return new Records(Jdbi.create(settings.jdbcUrl(), String.valueOf(settings.user()), ""));
    }

    long number(String sql, Object... arguments) {
        return jdbi.withHandle(handle ->
                bound(handle.createQuery(sql), arguments).mapTo(Long.class).one());
    }

    List<String> texts(String sql, Object... arguments) {
        return jdbi.withHandle(handle ->
                bound(handle.createQuery(sql), arguments).mapTo(String.class).list());
    }

    int change(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> {
            Update update = handle.createUpdate(sql);
            for (int i = 0; i < arguments.length; i++) {
                update.bind(i, arguments[i]);
            }
            return update.execute();
        });
    }

    /** The audit log's actions about an address, oldest first. */
    List<String> actions(String address) {
        return texts("SELECT action FROM audit_entry WHERE recipient = ? ORDER BY entry_id", address);
    }

    /** The reasons that go with one action about an address. */
    List<String> reasons(String address, String action) {
        return texts(
                "SELECT coalesce(reason, '') FROM audit_entry WHERE recipient = ? AND action = ? ORDER BY entry_id",
                address,
                action);
    }

    String stateOf(String address) {
        return texts("SELECT state FROM delivery WHERE recipient = ?", address).get(0);
    }

    /** Makes a deferred delivery due now. */
    void hasten(String address) {
        change("UPDATE delivery SET due_at = now() WHERE recipient = ? AND state = 'deferred'", address);
    }

    /** Makes a send due now that waits for somebody to think better of it. */
    void release(String address) {
        change("""
                UPDATE delivery SET due_at = now() WHERE state = 'queued' AND attempt = 0 AND send_id IN
                    (SELECT send_id FROM delivery WHERE recipient = ?)""", address);
    }

    /** Whether the confirmation of the send to this address has something to tell still. */
    boolean untold(String address) {
        return number("""
                SELECT count(*) FROM confirmation c JOIN delivery d USING (send_id)
                WHERE d.recipient = ? AND c.due_at IS NOT NULL""", address) > 0;
    }

    /** As if the worker that has the delivery to this address had died a while ago. */
    void abandon(String address) {
        change("""
                UPDATE delivery SET worker_id = '00000000-0000-0000-0000-000000000000', state = 'sending', due_at = NULL
                WHERE recipient = ?""", address);
    }

    /** Waits until the program has found that the mail server takes no letters. */
    void awaitPause() {
        await().until(() -> number("SELECT count(*) FROM relay") == 1);
    }

    /** Has it ask the mail server now, not when its pause is over. */
    void endPause() {
        change("UPDATE relay SET paused_until = now()");
    }

    /** Makes every confirmation that waits due now. */
    void hastenConfirmations() {
        change("UPDATE slack_pace SET next_at = now(), free_at = now()");
        change("UPDATE confirmation SET due_at = now() WHERE due_at > now()");
    }

    private static Query bound(Query query, Object... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
        }
        return query;
    }
}
