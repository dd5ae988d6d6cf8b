package dev.certsend.seal;

import dev.certsend.seal.Finding.Kind;
import java.util.Arrays;
import java.util.Iterator;
import org.jdbi.v3.core.Handle;

/** Holds the hashes of subtrees that are kept against those of the tree grown anew, as each gets complete. */
final class NodeCheck {
    private final Findings findings;
    private final Iterator<Kept> kept;
    private boolean wrong;

    private record Kept(int level, long node, byte[] hash) {}

    NodeCheck(Handle handle, Findings findings) {
        this.findings = findings;
        kept = handle.createQuery("SELECT level, node, hash FROM audit_node ORDER BY (node + 1) << level, level")
                .setFetchSize(1_000)
                .map((row, context) -> new Kept(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .iterator();
    }

    void completed(int level, long node, byte[] hash) {
        if (level < Tree.KEPT_LEVEL || wrong) {
            return;
        }
        Kept next = kept.hasNext() ? kept.next() : null;
        if (next == null || next.level() != level || next.node() != node || !Arrays.equals(next.hash(), hash)) {
            findings.add(
                    Kind.TREE,
                    null,
                    "the hash of the subtree " + node + " of level " + level
                            + " that is kept is not that of its leaves, or is not there");
            // From here on all the others would stand one too early or too late.
            wrong = true;
        }
    }

    void ended() {
        if (!wrong && kept.hasNext()) {
            findings.add(Kind.TREE, null, "hashes of subtrees are kept that the tree does not have");
        }
    }
}
