package dev.certsend.seal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints outside the database, best on a volume that whoever rules the database can't write to: every one at the end of
 * a file for its day, {@code 2026-11-23.checkpoints}, and the last one also in {@code latest.checkpoint}.
 */
public final class CheckpointFiles {
    private static final String LATEST = "latest.checkpoint";
    private static final String ENDING = ".checkpoints";

    private final Path directory;

    CheckpointFiles(Path directory) {
        this.directory = directory;
    }

    /** The last one; null before the first. */
    @Nullable
    Note latest() {
        Path latest = directory.resolve(LATEST);
        try {
            return Files.exists(latest) ? Note.of(Files.readString(latest)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new Sealer.Contradiction(latest + " is no checkpoint: " + e.getMessage() + ". Nothing is sealed");
        }
    }

    void keep(Note note) {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        LocalDate day = LocalDate.ofInstant(note.checkpoint().at(), ZoneOffset.UTC);
        try {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(directory.resolve(day + ENDING), CREATE, READ, WRITE)) {
                file.position(file.size());
                if (isTorn(file)) {
                    file.write(ByteBuffer.wrap(new byte[] {'\n'}));
                }
                write(file, text);
            }
            // Several processes may share the directory.
            Path written = directory.resolve(LATEST + "." + UUID.randomUUID());
            try (FileChannel file = FileChannel.open(written, CREATE_NEW, WRITE)) {
                write(file, text);
            }
            Files.move(written, directory.resolve(LATEST), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody died while he wrote the last line. */
    private static boolean isTorn(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }

    private static void write(FileChannel file, byte[] text) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(text);
        while (left.hasRemaining()) {
            file.write(left);
        }
        file.force(true);
    }

    /**
     * Those in this file, or in all files of this directory.
     *
     * @param unreadable is told of each that is none: torn by a crash, most likely
     */
    public static List<Note> read(Path path, Consumer<String> unreadable) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (Path file : files(path)) {
            notes.addAll(Note.all(Files.readString(file), fault -> unreadable.accept(file + ": " + fault)));
        }
        return notes;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }
}
