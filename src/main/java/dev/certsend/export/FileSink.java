package dev.certsend.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The end of a file. It is opened anew for every batch, so that it can be moved away, and is on the disk before the next. A line
 * that a crash tore stays, ended, and is repeated whole.
 */
final class FileSink implements Sink {
    private final Path path;

    FileSink(Path path) {
        this.path = path;
    }

    @Override
    public void take(Batch batch) throws IOException {
        try (FileChannel file = OwnersFile.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            long end = file.size();
            file.position(end);
            if (end > 0 && !endsLine(file, end)) {
                write(file, new byte[] {'\n'});
            }
            write(file, batch.bytes());
            file.force(false);
        }
    }

    private static boolean endsLine(FileChannel file, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    @Override
    public void close() {}
}
