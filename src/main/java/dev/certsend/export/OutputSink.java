package dev.certsend.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Standard output, between the lines of the log; each line is written at once. */
final class OutputSink implements Sink {
    @SuppressWarnings("StreamResourceLeak") // standard output is not ours to close
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void take(Batch batch) throws IOException {
        for (Batch.Line line : batch.lines()) {
            out.write(line.json());
        }
    }

    @Override
    public void close() {}
}
