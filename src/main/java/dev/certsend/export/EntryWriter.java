package dev.certsend.export;

import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes one entry after the other. */
public interface EntryWriter {
    /**
     * Writes an entry.
     *
     * @param position of its leaf in the tree, from 0; null as long as it has none
     */
    void write(RecordedEntry entry, @Nullable Long position) throws IOException;

    /** Everything written so far is with the stream, which stays open. */
    void finish() throws IOException;
}
