package dev.certsend;

import dev.certsend.audit.StartEntries;
import dev.certsend.export.Stream;
import dev.certsend.queue.Watch;
import dev.certsend.seal.Sealing;
import dev.certsend.slack.SlackClient;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does for the audit log besides appending to it: tells of its start, and, as a worker, seals and streams. */
final class LogKeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeping.class);
    private static final Duration SEALED_EVERY = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final AuditConfig config;
    private final Watch sealing;
    private final @Nullable Stream stream;

    LogKeeping(Jdbi jdbi, AuditConfig config, SlackClient slack, @Nullable String operatorsChannel) {
        this.jdbi = jdbi;
        this.config = config;
        Sealing sealer = new Sealing(jdbi, config.seal(), slack, operatorsChannel);
        sealing = new Watch("seal", 1, SEALED_EVERY, sealer::look);
        stream = config.stream() == null ? null : new Stream(jdbi, config.stream());
    }

    /** Writes down that there was a start, and with which settings. */
    void begun(String part) {
        if (config.seal().keys().isEmpty()) {
            LOG.warn("AUDIT_SIGNING_KEY is not set: audit entries are hashed, and no checkpoint of them is signed");
        }
        StartEntries.append(jdbi, Main.Version.text(), part, config.told());
    }

    void start() {
        sealing.start();
        if (stream != null) {
            stream.start();
        }
    }

    @Override
    public void close() {
        sealing.close();
        if (stream != null) {
            stream.close();
        }
    }
}
