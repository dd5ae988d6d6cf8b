package dev.certsend.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint with its signatures (c2sp.org/signed-note): its text, an empty line, a line for each signature.
 *
 * @param signatures the lines, without their ends
 */
public record Note(Checkpoint checkpoint, List<String> signatures) {
    /** What each signature line begins with. */
    static final String DASH = "\u2014 ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    static Note signed(Checkpoint checkpoint, Collection<SigningKey> keys) {
        return new Note(
                checkpoint,
                keys.stream()
                        .map(key -> key.signatureLine(checkpoint.text()).strip())
                        .toList());
    }

    /** As it is kept and given away. */
    public String text() {
        StringBuilder text = new StringBuilder(checkpoint.text()).append('\n');
        signatures.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException what is wrong with it
     */
    public static Note of(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("it has no empty line before its signatures");
        }
        List<String> signatures = new ArrayList<>();
        for (String line : text.substring(end + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                if (!line.startsWith(DASH)) {
                    throw new IllegalArgumentException("there is something beside its signatures");
                }
                signatures.add(line);
            }
        }
        return new Note(Checkpoint.of(text.substring(0, end + 1)), signatures);
    }

    /**
     * Those that stand one after the other in a file.
     *
     * @param unreadable is told what is wrong with each that is none
     */
    static List<Note> all(String file, Consumer<String> unreadable) {
        List<Note> notes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean signed = false;
        for (String line : (file.replace("\r\n", "\n") + "\n").split("\n", -1)) {
            boolean signature = line.startsWith(DASH);
            if (signed && !signature) {
                take(text, notes, unreadable);
                signed = false;
            }
            signed |= signature;
            if (!text.isEmpty() || !line.isEmpty()) {
                text.append(line).append('\n');
            }
        }
        if (!text.toString().isBlank()) {
            take(text, notes, unreadable);
        }
        return notes;
    }

    private static void take(StringBuilder text, List<Note> notes, Consumer<String> unreadable) {
        try {
            notes.add(of(text.toString()));
        } catch (IllegalArgumentException e) {
            unreadable.accept(String.valueOf(e.getMessage()));
        }
        text.setLength(0);
    }

    /** Whether one of these keys has signed it, and none of them falsely. What else signed it does not matter. */
    public boolean isSignedBy(Collection<PublicKey> keys) {
        boolean signed = false;
        for (String line : signatures) {
            for (PublicKey key : keys) {
                byte[] signature = signature(line, key);
                if (signature != null && !key.verifies(checkpoint.text(), signature)) {
                    return false;
                }
                signed |= signature != null;
            }
        }
        return signed;
    }

    /** What this key has signed it with, by the line's own word; null where the line is not this key's. */
    private byte @Nullable [] signature(String line, PublicKey key) {
        int space = line.lastIndexOf(' ');
        String name = line.substring(DASH.length(), Math.max(space, DASH.length()));
        if (!name.equals(key.name()) || !name.equals(checkpoint.origin())) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
            boolean isOurs = bytes.length > PublicKey.ID_BYTES
                    && Arrays.equals(Arrays.copyOf(bytes, PublicKey.ID_BYTES), key.id());
            return isOurs ? Arrays.copyOfRange(bytes, PublicKey.ID_BYTES, bytes.length) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
