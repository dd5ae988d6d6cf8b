package dev.certsend.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tree as the database holds it: every leaf in runs, and of the complete subtrees from 256 leaves on the hashes. */
final class Tree {
    /** The least level whose complete subtrees are kept. */
    static final int KEPT_LEVEL = 8;

    private static final int BLOCK = 1 << KEPT_LEVEL;

    private final Handle handle;

    Tree(Handle handle) {
        this.handle = handle;
    }

    /** How many leaves it has. */
    long size() {
        return handle.createQuery("""
                        SELECT first_position + cardinality(entry_ids) FROM audit_run
                        ORDER BY first_position DESC LIMIT 1""").mapTo(Long.class).findOne().orElse(0L);
    }

    /**
     * Its edge when it had so many leaves.
     *
     * @throws IllegalStateException leaves or hashes are missing that must be there
     */
    Frontier frontier(long size, Frontier.Completed completed) {
        Growth growth = new Growth(completed);
        Frontier frontier = new Frontier(growth);
        for (int level = Long.SIZE - 2; level >= KEPT_LEVEL; level--) {
            if ((size >> level & 1) == 1) {
                frontier.append(level, node(level, (size >> level) - 1));
            }
        }
        for (byte[] leaf : leaves(size / BLOCK * BLOCK, size)) {
            frontier.append(0, leaf);
        }
        growth.begun = true;
        return frontier;
    }

    /** Tells of what grows, not of what was there. */
    private static final class Growth implements Frontier.Completed {
        private final Frontier.Completed told;
        private boolean begun;

        Growth(Frontier.Completed told) {
            this.told = told;
        }

        @Override
        public void node(int level, long node, byte[] hash) {
            if (begun && level >= KEPT_LEVEL) {
                told.node(level, node, hash);
            }
        }
    }

    byte[] root(long size) {
        return frontier(size, (level, node, hash) -> {}).root();
    }

    /** The inclusion proof of a leaf in the tree of this size (RFC 9162, section 2.1.3.1), from the leaf up. */
    List<byte[]> path(long position, long size) {
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long half = from + Long.highestOneBit(to - from - 1);
            if (position < half) {
                path.add(0, hash(half, to));
                to = half;
            } else {
                path.add(0, hash(from, half));
                from = half;
            }
        }
        return path;
    }

    private byte[] hash(long from, long to) {
        long count = to - from;
        int level = Long.numberOfTrailingZeros(count);
        if (level >= KEPT_LEVEL && Long.bitCount(count) == 1) {
            return node(level, from >> level);
        }
        if (count > BLOCK) {
            long half = from + Long.highestOneBit(count - 1);
            Frontier whole = new Frontier((at, node, hash) -> {});
            whole.append(0, hash(from, half));
            whole.append(0, hash(half, to));
            return whole.root();
        }
        Frontier whole = new Frontier((at, node, hash) -> {});
        leaves(from, to).forEach(leaf -> whole.append(0, leaf));
        return whole.root();
    }

    private byte[] node(int level, long node) {
        return handle.createQuery("SELECT hash FROM audit_node WHERE level = :level AND node = :node")
                .bind("level", level)
                .bind("node", node)
                .mapTo(byte[].class)
                .findOne()
                .orElseThrow(() -> new IllegalStateException(
                        "the tree of the audit log lacks the subtree " + node + " of level " + level));
    }

    /** The leaves from the first position to before the second. */
    List<byte[]> leaves(long from, long to) {
        List<byte[]> leaves = new ArrayList<>();
        if (from == to) {
            return leaves;
        }
        handle.createQuery("""
                        SELECT first_position, leaves FROM audit_run
                        WHERE first_position < :to AND first_position >= (
                            SELECT max(first_position) FROM audit_run WHERE first_position <= :from)
                        ORDER BY first_position""")
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Run(row.getLong(1), row.getBytes(2)))
                .forEach(run -> run.addTo(leaves, from, to));
        if (leaves.size() != to - from) {
            throw new IllegalStateException("the tree of the audit log lacks leaves from position " + from + " on");
        }
        return leaves;
    }

    private record Run(long first, byte[] leaves) {
        void addTo(List<byte[]> all, long from, long to) {
            long end = Math.min(to, first + leaves.length / Frontier.HASH_BYTES);
            for (long position = Math.max(from, first); position < end; position++) {
                int at = (int) (position - first) * Frontier.HASH_BYTES;
                all.add(Arrays.copyOfRange(leaves, at, at + Frontier.HASH_BYTES));
            }
        }
    }

    /** The last checkpoint; null where there is none. */
    @Nullable
    Note lastCheckpoint() {
        return handle.createQuery("SELECT note FROM audit_checkpoint ORDER BY checkpoint_id DESC LIMIT 1")
                .mapTo(String.class)
                .findOne()
                .map(Note::of)
                .orElse(null);
    }
}
