package dev.certsend.seal;

import dev.certsend.audit.Canonical;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * What is signed of the log: that its first {@code size} entries are the leaves of the tree with this root. Its text is a
 * checkpoint as C2SP has it (c2sp.org/tlog-checkpoint), with the time as an extension line.
 *
 * @param origin the name of the log
 * @param at when, by the database's clock
 */
public record Checkpoint(String origin, long size, byte[] root, Instant at) {
    private static final String TIME = "time ";

    /** What is signed. */
    String text() {
        return origin + '\n' + size + '\n' + rootText() + '\n' + TIME + Canonical.time(at) + '\n';
    }

    /** The root in base64. */
    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }

    /** @throws IllegalArgumentException the text is no checkpoint of ours; what is wrong */
    static Checkpoint of(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 5 || lines[0].isBlank() || !lines[3].startsWith(TIME) || !lines[4].isEmpty()) {
            throw new IllegalArgumentException("it is not made of the lines origin, size, root and time");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("its size is no number");
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            Instant at = Instant.parse(lines[3].substring(TIME.length()));
            Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root, at);
            if (root.length != Frontier.HASH_BYTES || !checkpoint.text().equals(text)) {
                throw new IllegalArgumentException("its root or time is not written as it must be");
            }
            return checkpoint;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its time is none", e);
        }
    }

    boolean isOf(byte[] otherRoot) {
        return Arrays.equals(root, otherRoot);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint && checkpoint.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return "checkpoint of size " + size + " at " + at;
    }
}
