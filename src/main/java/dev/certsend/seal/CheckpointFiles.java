package dev.certsend.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints outside the database, best on a volume that whoever rules the database can't write to: every one at the end of
 * a file for its day, {@code 2026-11-23.checkpoints}, and the last one also in {@code latest.checkpoint}.
 */
public final class CheckpointFiles {
    private static final String LATEST = "latest.checkpoint";

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
            throw new IllegalStateException(latest + " is no checkpoint: " + e.getMessage(), e);
        }
    }

    void keep(Note note) {
        String text = note.text();
        String day = LocalDate.ofInstant(note.checkpoint().at(), ZoneOffset.UTC) + ".checkpoints";
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(day), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Path written = Files.writeString(directory.resolve(LATEST + ".new"), text);
            Files.move(
                    written,
                    directory.resolve(LATEST),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those in this file, or in all files of this directory.
     *
     * @throws IllegalArgumentException one of them is no checkpoint; what is wrong
     */
    public static List<Note> read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Note.all(Files.readString(path));
        }
        try (var files = Files.list(path)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".checkpoints"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file));
            }
            return Note.all(all.toString());
        }
    }
}
