package dev.certsend;

import dev.certsend.audit.StartEntries;
import dev.certsend.export.StreamSettings;
import dev.certsend.seal.PublicKey;
import dev.certsend.seal.SealSettings;
import dev.certsend.seal.SigningKey;
import dev.certsend.secret.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about the audit log, read from the environment.
 *
 * @param auditors Slack users who see all of it
 * @param stream where entries go as they are sealed; null for nowhere
 * @param told what is set and no secret, for the entries of a start
 */
record AuditConfig(
        SealSettings seal, Set<String> auditors, @Nullable StreamSettings stream, Map<String, String> told) {
    /** Of these a change is an entry. */
    private static final List<String> TOLD = List.of(
            "AUDITORS",
            "AUDIT_CHANNEL",
            "AUDIT_CHECKPOINT_DIR",
            "AUDIT_ORIGIN",
            "AUDIT_RETENTION",
            "AUDIT_STREAM_FORMAT",
            "BOUNCE_ADDRESS",
            "CERTCENTRAL_NOTE",
            "CERTCENTRAL_SYNC_EVERY",
            "CERTCENTRAL_URL",
            "CONTACT",
            "DKIM_DOMAIN",
            "DKIM_SELECTOR",
            "LINK_LIFETIME",
            "MAIL_FROM",
            "MAX_RECIPIENTS",
            "OPERATORS_CHANNEL",
            "PUBLIC_URL",
            "RETRY_AFTER",
            "RETRY_FOR",
            "SEND_DELAY",
            "SEND_VIA",
            "SMTP_RATE",
            "TRUSTED_PROXIES",
            "UNCERTAIN");

    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{2,20}");
    /** A name of a key in a signed note has neither blank nor plus. */
    private static final Pattern ORIGIN = Pattern.compile("[a-z0-9.-]{1,100}(/[A-Za-z0-9._-]{1,60}){0,4}");

    /** @param publicUrl whose host names the log where nothing else does; null where it is faulty or not there */
    static @Nullable AuditConfig read(Environment environment, @Nullable URI publicUrl) {
        SealSettings seal = seal(environment, publicUrl);
        Set<String> auditors = environment.optional("AUDITORS", "", AuditConfig::users);
        StreamSettings stream = StreamConfig.read(environment);
        if (seal == null || auditors == null) {
            return null;
        }
        Duration unused = environment.optional("AUDIT_RETENTION", null, Config::span);
        Map<String, String> told = environment.told(TOLD);
        if (stream != null) {
            told.put("AUDIT_STREAM", stream.target().key());
        }
        if (!seal.keys().isEmpty()) {
            told.put(
                    StartEntries.PUBLIC_KEY,
                    seal.publicKeys().stream().map(PublicKey::text).collect(Collectors.joining(" ")));
        }
        return new AuditConfig(seal, auditors, stream, told);
    }

    /** The same of the log's name and keys alone. */
    static @Nullable SealSettings seal(Environment environment, @Nullable URI publicUrl) {
        String host = publicUrl == null ? "localhost" : publicUrl.getHost();
        String origin = environment.optional("AUDIT_ORIGIN", host + "/audit", AuditConfig::origin);
        Secret pem = environment.optional("AUDIT_SIGNING_KEY", null, Secret::new);
        Path directory = environment.optional("AUDIT_CHECKPOINT_DIR", null, AuditConfig::directory);
        String channel = environment.optional("AUDIT_CHANNEL", null, Config::channel);
        if (origin == null) {
            return null;
        }
        List<SigningKey> keys = pem == null ? List.of() : keys(environment, origin, pem);
        if (directory != null && pem == null) {
            environment.refuse("AUDIT_CHECKPOINT_DIR is for signed checkpoints: set AUDIT_SIGNING_KEY too");
        }
        return new SealSettings(origin, keys, directory, channel);
    }

    private static List<SigningKey> keys(Environment environment, String origin, Secret pem) {
        try {
            return SigningKey.read(origin, pem);
        } catch (IllegalArgumentException e) {
            environment.refuse("AUDIT_SIGNING_KEY " + e.getMessage());
            return List.of();
        }
    }

    /** How long entries are kept at least; null where that is for ever. */
    static @Nullable Duration retention(Map<String, String> variables) throws Config.Faulty {
        Environment environment = new Environment(variables);
        Duration retention = environment.optional("AUDIT_RETENTION", null, Config::span);
        if (!environment.faults().isEmpty()) {
            throw new Config.Faulty(environment.faults());
        }
        return retention;
    }

    private static Set<String> users(String text) {
        Set<String> users = Arrays.stream(text.split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!users.stream().allMatch(user -> USER.matcher(user).matches())) {
            throw new IllegalArgumentException("must be user ids, such as U0123ABCDEF, with commas between");
        }
        return users;
    }

    private static String origin(String text) {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be a host and perhaps a path, such as certificates.example.com/audit");
        }
        return text;
    }

    private static Path directory(String text) {
        Path directory = Path.of(text);
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("must be a directory that this process may write to");
        }
        return directory;
    }
}
