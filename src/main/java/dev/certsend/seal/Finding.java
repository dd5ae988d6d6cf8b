package dev.certsend.seal;

import org.jspecify.annotations.Nullable;

/**
 * Something about the log that must not be.
 *
 * @param kind what it is
 * @param entryId the entry it is about; null where it is about none
 * @param text for people, in English
 */
public record Finding(Kind kind, @Nullable Long entryId, String text) {
    /** What can be wrong. */
    public enum Kind {
        /** An entry does not say any more what was sealed. */
        CHANGED,
        /** An entry is sealed and gone. */
        MISSING,
        /** An entry is in the tree twice, or where nothing may be. */
        INSERTED,
        /** An entry waits for being sealed for too long, or was never to be sealed. */
        UNSEALED,
        /** An entry says that it is of another time than its place in the tree allows. */
        BACKDATED,
        /** What is personal in an entry was blotted out, and no entry says so. */
        BLOTTED,
        /** The tree's own hashes or positions do not fit together. */
        TREE,
        /** A checkpoint says something else than the tree. */
        CHECKPOINT,
        /** A checkpoint is not signed by a key that counts. */
        SIGNATURE
    }
}
