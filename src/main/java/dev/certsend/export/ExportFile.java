package dev.certsend.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of an export, held by one process at a time. */
final class ExportFile implements Closeable {
    private final FileChannel channel;
    private final LastEntry last;
    private final OutputStream stream;

    private ExportFile(FileChannel channel, LastEntry last) {
        this.channel = channel;
        this.last = last;
        stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    /** Ready to be written behind the last whole entry; what was torn is cut off. */
    static ExportFile open(Path file, Format format, boolean resume) throws IOException, WrongFile {
        if (!resume && Files.exists(file) && Files.size(file) > 0) {
            throw new WrongFile(file + " is there already: go on with it by --resume, or name another");
        }
        FileChannel channel = OwnersFile.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            lock(channel, file);
            LastEntry last = last(channel, file, format);
            channel.truncate(last.end());
            channel.position(last.end());
            return new ExportFile(channel, last);
        } catch (IOException | WrongFile | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException, WrongFile {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new WrongFile(file + " is being written to by another export");
        }
        throw new WrongFile(file + " is being written to by another export");
    }

    /** Reads by the same channel: to close another one of the same file would give the lock away. */
    private static LastEntry last(FileChannel channel, Path file, Format format) throws IOException, WrongFile {
        try {
            return LastEntry.read(channel, format);
        } catch (WrongFile e) {
            throw new WrongFile(file + " " + e.getMessage());
        }
    }

    /** The position of the last entry in it; null where there is none. */
    @Nullable
    Long last() {
        return last.position();
    }

    /** Whether nothing at all stands in it, not even a header. */
    boolean isNew() {
        return last.end() == 0;
    }

    OutputStream stream() {
        return stream;
    }

    /** Everything written is on the disk. */
    void force() throws IOException {
        stream.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
