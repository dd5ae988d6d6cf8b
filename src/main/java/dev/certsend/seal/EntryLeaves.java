package dev.certsend.seal;

import dev.certsend.audit.Blotting;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the entries say now, asked for in the order in which they were sealed. That is nearly the order of their moments: what was
 * committed late lies in a window meanwhile.
 */
final class EntryLeaves {
    private static final int WIDEST = 2_000_000;

    private final EntryStream stream;
    private final Findings findings;
    private final Map<Long, Leaf> window = new HashMap<>();
    private final Map<Long, String> blotted = new TreeMap<>();
    private boolean ahead;
    private long read;

    /**
     * What one entry says now.
     *
     * @param half whether it says both what was personal and that this was blotted out, or lacks the salt
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Leaf(Instant at, byte[] leaf, boolean half) {}

    EntryLeaves(EntryStream stream, Findings findings) throws SQLException {
        this.stream = stream;
        this.findings = findings;
        ahead = stream.next();
    }

    /** How many entries were read. */
    long read() {
        return read;
    }

    /** Those of which what was personal is blotted out, as far as they were read, and how an entry about that names them. */
    Map<Long, String> blotted() {
        return blotted;
    }

    /**
     * Takes one.
     *
     * @param last no later than then was it appended
     * @return null where there is none of this number, or it was taken before
     * @throws IllegalStateException entries lie too far from where they were sealed to be followed
     */
    @Nullable
    Leaf take(long entryId, Instant last) throws SQLException {
        Leaf waiting = window.isEmpty() ? null : window.remove(entryId);
        while (waiting == null && ahead && !stream.at().isAfter(last)) {
            if (stream.entryId() == entryId) {
                waiting = leaf();
            } else if (window.size() < WIDEST) {
                if (window.put(stream.entryId(), leaf()) != null) {
                    findings.add(
                            Finding.Kind.INSERTED,
                            stream.entryId(),
                            "entry " + stream.entryId() + " is there twice: one of the two was put there");
                }
            } else {
                throw new IllegalStateException("more than " + WIDEST + " entries are not where they were sealed");
            }
            advance();
        }
        return waiting;
    }

    /** Is told of each that nobody took. */
    @FunctionalInterface
    interface Rest {
        void entry(long entryId, Instant at);
    }

    void rest(Rest told) throws SQLException {
        window.forEach((entryId, leaf) -> told.entry(entryId, leaf.at()));
        while (ahead) {
            told.entry(stream.entryId(), stream.at());
            advance();
        }
    }

    private Leaf leaf() {
        return new Leaf(stream.at(), stream.leaf(), stream.isHalfBlotted());
    }

    private void advance() throws SQLException {
        read++;
        byte[] gone = stream.blotted();
        if (gone != null) {
            blotted.put(stream.entryId(), Blotting.shortened(gone));
        }
        ahead = stream.next();
    }
}
