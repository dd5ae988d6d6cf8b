package dev.certsend.seal;

import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.database.Database;
import dev.certsend.playground.AuditKey;
import dev.certsend.playground.LocalPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A log with a sealer, in a database of its own. */
final class SealedLogStage implements AutoCloseable {
    static final String ORIGIN = "certificates.example.com/audit";
    /** An address that some entries are about. */
    static final String BOB = "bob@example.com";

    final LocalPostgres postgres = LocalPostgres.migrated();
    final Database database = postgres.connect(8);
    final List<Note> outside = new ArrayList<>();
    final SigningKey key = newKey();
    Sealer sealer = sealer(null, key);

    static SigningKey newKey() {
        return SigningKey.read(ORIGIN, AuditKey.fresh()).get(0);
    }

    Sealer sealer(@Nullable Path directory, SigningKey... keys) {
        return new Sealer(
                database.jdbi(),
                new SealSettings(ORIGIN, List.of(keys), directory, null),
                (note, firstOfHour) -> outside.add(note));
    }

    /** Appends so many entries of all sorts, in transactions of three. */
    void append(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(i));
            if (entries.size() == 3 || i == count - 1) {
                database.jdbi().useTransaction(transaction -> AuditLog.append(transaction, entries));
                entries.clear();
            }
        }
    }

    static Entry entry(int i) {
        return switch (i % 4) {
            case 0 ->
                Entry.of(Action.SEND_REQUESTED, "T0LOG")
                        .by("U0ANNA", "Anna \"the\" \\ Bêta\t\u0001")
                        .about(1_000L + i, 7L, "*.example.com")
                        .in(new UUID(1, i), "attachment", "U0ANNA")
                        .at("C0HERE");
            case 1 ->
                Entry.of(Action.MAIL_REJECTED, "T0LOG")
                        .about(1_000L + i, 7L, "*.example.com")
                        .in(new UUID(1, i), "attachment", "U0ANNA")
                        .to(new UUID(2, i), BOB)
                        .because("550 no such user <" + BOB + ">");
            case 2 ->
                Entry.of(Action.LINK_OPENED, "T0LOG")
                        .in(new UUID(1, i), "downloadlink", "U0ANNA")
                        .to(new UUID(2, i), "carol" + i + "@example.net")
                        .from("203.0.113." + i % 250, "Browser \u00e9 \ud83d\udd12");
            default -> Entry.ofProgram(Action.PROGRAM_STARTED).because("version 1");
        };
    }

    /** Seals all there is. */
    void seal() {
        while (sealer.turn()) {
            // There is more.
        }
    }

    Verification.Report verify(Note... outside) {
        return new Verification(database.jdbi(), List.of(key.publicKey()), List.of(outside), (seen, size) -> {}).run();
    }

    /** What a superuser can do who knows his way. */
    void attack(String sql) {
        database.jdbi().useHandle(handle -> {
            disableTriggers(handle);
            handle.createScript(sql).execute();
        });
    }

    private static void disableTriggers(Handle handle) {
        for (String table : handle.createQuery("""
                        SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
                        WHERE tgname LIKE 'audit_%'""").mapTo(String.class).list()) {
            handle.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
