package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.seal.StrangersLog.Signer;
import dev.certsend.seal.StrangersVerifier.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is shown to the verifier, and can be tampered with: at first all of a log, under checkpoints over two thirds and over all of it. */
final class StrangersEvidence {
    static final String ORIGIN = "certificates.example.com/audit";
    static final Signer OLD = Signer.of(ORIGIN);
    static final Signer NEW = Signer.of(ORIGIN);

    static final Map<String, String> PERSONAL = Map.of(
            "recipient", "\"Jörg\" <jörg\\@example.com>",
            "reason", "a\0b\u001b\u0085\u2028\u2029\ud83d\ude80 \ufeff/",
            "user_agent", "Mozilla/5.0 (\t)",
            "client_address", "2001:db8::1");

    final List<String> log = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();
    final List<String> proofs = new ArrayList<>();
    List<String> keys = List.of(OLD.verifier(), NEW.verifier());
    Charset charset = StandardCharsets.UTF_8;

    StrangersEvidence(StrangersLog log) {
        int most = log.size() * 2 / 3;
        show(log, log.checkpoint(most, most, OLD), log.checkpoint(log.size(), log.size(), NEW));
    }

    /** Shows this log under these checkpoints, and nothing of what was. */
    void show(StrangersLog other, String... checkpointsOfIt) {
        log.clear();
        log.addAll(other.lines());
        checkpoints.clear();
        checkpoints.addAll(List.of(checkpointsOfIt));
    }

    /** A log of an entry a second. From eight on, the third is blotted out, of which the last tells; the seventh has nothing personal. */
    static StrangersLog log(int size) {
        return log(size, -1, "", 0);
    }

    /** As that, but for the action and the second of one entry. */
    static StrangersLog log(int size, int other, String action, double second) {
        StrangersLog log = new StrangersLog();
        for (int i = 0; i < size; i++) {
            if (i == other) {
                log.add(action, second, PERSONAL);
            } else if (size >= 8 && i == 2) {
                log.addBlotted(i);
            } else if (size >= 8 && i == size - 1) {
                log.add("log.blotted", i, Map.of("reason", "entries 102 " + "5".repeat(16)));
            } else {
                log.add("mail.accepted", i, i == 6 ? Map.of() : PERSONAL);
            }
        }
        return log;
    }

    /** Replaces what must be there in the line of this position. */
    void edit(int position, String is, String becomes) {
        edit(log, position, is, becomes);
    }

    static void edit(List<String> list, int index, String is, String becomes) {
        assertThat(list.get(index)).contains(is);
        list.set(index, list.get(index).replace(is, becomes));
    }

    /** Replaces the first match, which must be there. */
    static void match(List<String> list, int index, String pattern, String becomes) {
        Matcher found = Pattern.compile(pattern).matcher(list.get(index));
        assertThat(found.find()).as(pattern + " in " + list.get(index)).isTrue();
        list.set(index, found.replaceFirst(becomes));
    }

    /** Shows a proof of the sixth of twelve entries too. */
    StrangersEvidence proven() {
        StrangersLog whole = log(12);
        proofs.add(whole.proof(5, 12, whole.checkpoint(12, 12, NEW)));
        return this;
    }

    /** Adds the proof of the sixth of twelve entries, with this replaced in it. */
    void proof(String pattern, String becomes) {
        match(proven().proofs, 0, pattern, becomes);
    }

    /** Shows this log of twelve entries, with checkpoints over eight and over all of it of these seconds. */
    void sign(StrangersLog other, double eighth, double twelfth) {
        show(other, other.checkpoint(8, eighth, OLD), other.checkpoint(12, twelfth, NEW));
    }

    static StrangersLog timed(int size, int position, double second) {
        return log(size, position, "mail.accepted", second);
    }

    /** Shows a log whose tenth entry tells of a retired month, but for the line of this position. */
    void retire(int position) {
        sign(log(12, 9, "log.retired", 9), 8, 12);
        log.remove(position);
    }

    void blot(int position) {
        match(log, position, "(?s),\"salt\".*", "}\n");
    }

    /** Blots out the sixth entry and calls it as the third, which was blotted out rightly. */
    void blotTwice() {
        blot(5);
        edit(5, "\"id\":105", "\"id\":102");
    }

    void renumber(int removed) {
        log.remove(removed);
        for (int i = removed; i < log.size(); i++) {
            edit(i, "\"position\":" + (i + 1), "\"position\":" + i);
        }
    }

    void swapEntries() {
        Collections.swap(log, 4, 5);
        edit(4, "\"position\":5", "\"position\":4");
        edit(5, "\"position\":4", "\"position\":5");
    }

    /** The first signature of a checkpoint, as a line. */
    static String signature(String checkpoint) {
        return checkpoint.substring(checkpoint.indexOf('—'));
    }

    /** The canonical bytes of this entry, which stand so in its line, in base64. */
    String entryOf(int position) {
        String line = log.get(position);
        String entry = line.substring(line.indexOf("\"entry\":") + 8, line.indexOf(",\"salt\""));
        return StrangersLog.base64(entry.getBytes(StandardCharsets.UTF_8));
    }

    Verdict verify(Path directory) {
        List<Path> files = new ArrayList<>();
        for (String proof : proofs) {
            files.add(written(directory.resolve(files.size() + ".tlog-proof"), proof, StandardCharsets.UTF_8));
        }
        Path export = written(directory.resolve("export.jsonl"), String.join("", log), charset);
        Path kept = written(directory.resolve("checkpoints"), String.join("", checkpoints), StandardCharsets.UTF_8);
        return StrangersVerifier.verify(export, List.of(kept), keys, files);
    }

    private static Path written(Path file, String text, Charset charset) {
        try {
            return Files.write(file, text.getBytes(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
