package dev.certsend;

import dev.certsend.export.Format;
import dev.certsend.export.StreamSettings;
import dev.certsend.export.Target;
import dev.certsend.secret.Secret;
import org.jspecify.annotations.Nullable;

/** What can be set about streaming the audit log, read from the environment. */
final class StreamConfig {
    private StreamConfig() {}

    /** Null where it is not streamed, or a fault was noted. */
    static @Nullable StreamSettings read(Environment environment) {
        Target target = environment.optional("AUDIT_STREAM", null, StreamSettings::target);
        Format format = environment.optional("AUDIT_STREAM_FORMAT", "ocsf", StreamConfig::format);
        Secret token = environment.optional("AUDIT_STREAM_TOKEN", null, Environment::secret);
        if (target == null || format == null) {
            return null;
        }
        if (token != null && !StreamSettings.takesToken(target)) {
            environment.refuse("AUDIT_STREAM_TOKEN is for a collector, and AUDIT_STREAM is none: leave it out");
            return null;
        }
        return new StreamSettings(target, format, token);
    }

    private static Format format(String text) {
        return switch (text) {
            case "ocsf" -> Format.OCSF;
            case "jsonl" -> Format.JSONL;
            default -> throw new IllegalArgumentException("must be ocsf or jsonl");
        };
    }
}
