package dev.certsend.seal;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the log is sealed.
 *
 * @param origin the name of the log, in each of its checkpoints
 * @param keys each signs every checkpoint; none: checkpoints are made, and not signed
 * @param directory where checkpoints are kept outside the database; null for nowhere
 * @param channelId the Slack channel that is told a checkpoint every hour; null for none
 */
public record SealSettings(
        String origin,
        List<SigningKey> keys,
        @Nullable Path directory,
        @Nullable String channelId) {
    public SealSettings {
        keys = List.copyOf(keys);
    }

    /** What others check the checkpoints with. */
    public List<PublicKey> publicKeys() {
        return keys.stream().map(SigningKey::publicKey).toList();
    }
}
