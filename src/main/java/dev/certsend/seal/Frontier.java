package dev.certsend.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The right edge of a growing Merkle tree (RFC 9162, section 2.1): of each complete subtree that is no part of a larger one its hash. */
final class Frontier {
    static final int HASH_BYTES = 32;

    /** SHA-256 of nothing: the root of the empty tree. */
    private static final byte[] EMPTY =
            HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private static final int LEVELS = 63;

    /** Is told of each subtree when it is complete. */
    @FunctionalInterface
    interface Completed {
        /** @param node how many subtrees of this level are before it */
        void node(int level, long node, byte[] hash);
    }

    private final MessageDigest sha256;
    private final byte @Nullable [][] edge = new byte @Nullable [LEVELS][];
    private final Completed completed;
    private long size;

    Frontier(Completed completed) {
        this.completed = completed;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    long size() {
        return size;
    }

    /** Appends a complete subtree of 2^level leaves, at a place where one may begin; level 0 is a leaf. */
    void append(int level, byte[] hash) {
        byte[] whole = hash;
        long node = size >> level;
        int at = level;
        completed.node(at, node, whole);
        for (byte[] left = edge[at]; left != null; left = edge[at]) {
            edge[at] = null;
            whole = parent(left, whole);
            at++;
            node >>= 1;
            completed.node(at, node, whole);
        }
        edge[at] = whole;
        size += 1L << level;
    }

    byte[] root() {
        byte[] root = null;
        for (byte[] left : edge) {
            if (left != null) {
                root = root == null ? left : parent(left, root);
            }
        }
        return root == null ? EMPTY.clone() : root.clone();
    }

    private byte[] parent(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
