package dev.certsend.seal;

import dev.certsend.seal.Finding.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Holds each checkpoint, of the database and from outside, against the tree when that has as many leaves. */
final class CheckpointCheck {
    private final Findings findings;
    private final Collection<PublicKey> keys;
    private final Iterator<Row> rows;
    private final Iterator<Note> outside;
    private @Nullable Row next;
    private @Nullable Note nextOutside;
    private @Nullable Instant before;
    private long count;
    private long covered;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long id, long size, byte[] root, Instant at, String note) {}

    /** @param keys none: signatures are not checked */
    CheckpointCheck(Handle handle, Findings findings, Collection<PublicKey> keys, List<Note> outside) {
        this.findings = findings;
        this.keys = keys;
        rows = handle.createQuery(
                        "SELECT checkpoint_id, size, root, at, note FROM audit_checkpoint ORDER BY size, checkpoint_id")
                .setFetchSize(1_000)
                .map((row, context) -> new Row(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBytes(3),
                        instant(row.getTimestamp(4)),
                        row.getString(5)))
                .iterator();
        this.outside = outside.stream()
                .sorted(Comparator.comparingLong(note -> note.checkpoint().size()))
                .iterator();
        next = rows.hasNext() ? rows.next() : null;
        nextOutside = this.outside.hasNext() ? this.outside.next() : null;
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp.toInstant();
    }

    long count() {
        return count;
    }

    /** When the checkpoint before the next leaf was signed; null where none is before it. */
    @Nullable
    Instant before() {
        return before;
    }

    /** When the checkpoint that first covers the next leaf was signed; null where none does. */
    @Nullable
    Instant after() {
        return next == null ? null : next.at();
    }

    /** The tree has grown to this. */
    void grown(Frontier frontier) {
        for (Row row = next; row != null && row.size() <= frontier.size(); row = next) {
            check(row, frontier);
            before = row.at();
            covered = row.size();
            next = rows.hasNext() ? rows.next() : null;
        }
        for (Note note = nextOutside; note != null && note.checkpoint().size() <= frontier.size(); note = nextOutside) {
            checkOutside(note, frontier);
            nextOutside = outside.hasNext() ? outside.next() : null;
        }
    }

    /** The tree has no more leaves; every checkpoint that is left over says that it had, and the last one covers all. */
    void ended(long size) {
        if (next == null && covered < size) {
            findings.add(
                    Kind.CHECKPOINT,
                    null,
                    "the tree has " + size + " entries, and the last checkpoint " + covered
                            + ": those after it were taken away");
        }
        for (Row row = next; row != null; row = rows.hasNext() ? rows.next() : null) {
            findings.add(
                    Kind.CHECKPOINT,
                    null,
                    "the tree ends at " + size + " entries, and the checkpoint " + row.id() + " has " + row.size()
                            + ": its end was cut off");
        }
        for (Note note = nextOutside; note != null; note = outside.hasNext() ? outside.next() : null) {
            findings.add(
                    Kind.CHECKPOINT,
                    null,
                    "the tree ends at " + size + " entries, and the " + note.checkpoint()
                            + " from outside has more: its end was cut off, or the database was rolled back");
        }
    }

    private void check(Row row, Frontier frontier) {
        count++;
        String name = "the checkpoint " + row.id() + " of " + row.size() + " entries";
        Note note;
        try {
            note = Note.of(row.note());
        } catch (IllegalArgumentException e) {
            findings.add(Kind.CHECKPOINT, null, name + " is none: " + e.getMessage());
            return;
        }
        Checkpoint said = note.checkpoint();
        if (said.size() != row.size() || !said.isOf(row.root()) || !said.at().equals(row.at())) {
            findings.add(Kind.CHECKPOINT, null, name + " is not what its own note says");
        }
        if (before != null && row.at().isBefore(before)) {
            findings.add(Kind.CHECKPOINT, null, name + " says that it is older than the one before it");
        }
        check(note, name, frontier);
    }

    private void checkOutside(Note note, Frontier frontier) {
        count++;
        check(note, "the " + note.checkpoint() + " from outside", frontier);
    }

    private void check(Note note, String name, Frontier frontier) {
        if (note.checkpoint().size() == frontier.size()
                && !Arrays.equals(note.checkpoint().root(), frontier.root())) {
            findings.add(
                    Kind.CHECKPOINT, null, name + " is of another log: its root is not that of the entries before it");
        }
        if (note.checkpoint().size() < frontier.size()) {
            findings.add(Kind.CHECKPOINT, null, name + " can't be held against the tree, which has a gap there");
        }
        if (!keys.isEmpty() && !note.isSignedBy(keys)) {
            findings.add(Kind.SIGNATURE, null, name + " is not signed by a key that counts");
        }
    }
}
