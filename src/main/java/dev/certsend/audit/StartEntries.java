package dev.certsend.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The entries of a start: that there was one, and which settings are others than at the last one. */
public final class StartEntries {
    /** The setting whose change is a change of keys. */
    public static final String PUBLIC_KEY = "AUDIT_PUBLIC_KEY";

    private StartEntries() {}

    /**
     * Appends them.
     *
     * @param version of the program
     * @param part that started, whose settings may be others than those of the other parts
     * @param settings by name; what is not set is not there, and no secret is
     */
    public static void append(Jdbi jdbi, String version, String part, Map<String, String> settings) {
        jdbi.useTransaction(transaction -> {
            transaction.execute("LOCK TABLE known_setting IN EXCLUSIVE MODE");
            Map<String, String> before = new TreeMap<>();
            transaction
                    .createQuery("SELECT name, value FROM known_setting WHERE part = :part")
                    .bind("part", part)
                    .map((row, context) -> before.put(row.getString(1), row.getString(2)))
                    .list();
            List<Entry> entries = new ArrayList<>(
                    List.of(Entry.ofProgram(Action.PROGRAM_STARTED).because(version + ", " + part)));
            Set<String> names = new TreeSet<>(before.keySet());
            names.addAll(settings.keySet());
            for (String name : names) {
                String now = settings.get(name);
                if (!Objects.equals(now, before.get(name))) {
                    keep(transaction, part, name, now);
                    if (!before.isEmpty()) {
                        entries.add(changed(name, before.get(name), now));
                    }
                }
            }
            AuditLog.append(transaction, entries);
        });
    }

    private static Entry changed(String name, @Nullable String before, @Nullable String now) {
        Action action = name.equals(PUBLIC_KEY) ? Action.KEY_CHANGED : Action.SETTINGS_CHANGED;
        return Entry.ofProgram(action)
                .because(name + ": " + Objects.requireNonNullElse(now, "not set") + ", before "
                        + Objects.requireNonNullElse(before, "not set"));
    }

    private static void keep(Handle transaction, String part, String name, @Nullable String value) {
        if (value == null) {
            transaction
                    .createUpdate("DELETE FROM known_setting WHERE part = :part AND name = :name")
                    .bind("part", part)
                    .bind("name", name)
                    .execute();
        } else {
            transaction
                    .createUpdate("""
                            INSERT INTO known_setting (part, name, value) VALUES (:part, :name, :value)
                            ON CONFLICT (part, name) DO UPDATE SET value = excluded.value""")
                    .bind("part", part)
                    .bind("name", name)
                    .bind("value", value)
                    .execute();
        }
    }
}
