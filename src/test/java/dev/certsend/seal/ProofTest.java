package dev.certsend.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That an entry is in the log, shown without the log. */
class ProofTest {
    private final SealedLogStage stage = new SealedLogStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void every_entry_of_trees_of_many_sizes_is_proved() {
        for (int more : new int[] {1, 1, 1, 4, 1, 248, 1, 255, 258}) {
            stage.append(more);
            stage.seal();
            Checkpoint last = stage.outside.get(stage.outside.size() - 1).checkpoint();
            for (long entryId = 1; entryId <= last.size(); entryId += last.size() > 300 ? 41 : 1) {
                Proof proof = Proof.of(stage.database.jdbi(), entryId).orElseThrow();
                assertThat(proof.position()).isEqualTo(entryId - 1);
                assertThat(root(proof)).as("%d of %d", entryId, last.size()).isEqualTo(last.root());
            }
        }
    }

    @Test
    void what_is_not_sealed_or_not_there_has_no_proof() {
        stage.append(3);
        assertThat(Proof.of(stage.database.jdbi(), 1)).isEqualTo(Optional.empty());
        stage.seal();
        assertThat(Proof.of(stage.database.jdbi(), 99)).isEqualTo(Optional.empty());
    }

    @Test
    void its_text_is_a_tlog_proof() {
        stage.append(3);
        stage.seal();
        String text = Proof.of(stage.database.jdbi(), 3).orElseThrow().text();
        assertThat(text)
                .matches("(?s)c2sp\\.org/tlog-proof@v1\nextra [A-Za-z0-9+/=]+\nindex 2\n[A-Za-z0-9+/=]{44}\n\n.*")
                .endsWith("\n\n" + stage.outside.get(0).text());
    }

    /** By RFC 9162, section 2.1.3.2. */
    private static byte[] root(Proof proof) {
        long fn = proof.position();
        long sn = proof.checkpoint().checkpoint().size() - 1;
        byte[] hash = hash(0, proof.entry().getBytes(StandardCharsets.UTF_8));
        for (byte[] next : proof.path()) {
            assertThat(sn).isPositive();
            if ((fn & 1) == 1 || fn == sn) {
                hash = hash(1, next, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = hash(1, hash, next);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return hash;
    }

    private static byte[] hash(int prefix, byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(prefix);
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
