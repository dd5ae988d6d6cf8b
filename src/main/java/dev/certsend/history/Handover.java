package dev.certsend.history;

import dev.certsend.policy.Person;
import dev.certsend.slack.FileToSend;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands files to people in their direct messages, and tells them where that can't be. On our disk a file is there only while
 * it is made and sent, for nobody else to read.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final SlackClient slack;

    Handover(SlackClient slack) {
        this.slack = slack;
    }

    /** Makes a file. */
    interface Making {
        /**
         * Fills it.
         *
         * @param content an empty file, to be filled
         * @return how it is sent; empty where there is nothing to send, and they were told
         */
        Optional<FileToSend> make(Path content) throws IOException;
    }

    /** Why nobody can be sent a file now, as far as that is known without trying; null where nothing is in the way. */
    @Nullable
    String obstacle(Person person) {
        for (String scope : SlackClient.FILE_SCOPES) {
            if (slack.denied(scope)) {
                return person.words().say("files.no_scope", Map.of("scope", scope));
            }
        }
        return null;
    }

    /**
     * Makes a file and sends it. It takes as long as that takes: not for a thread that Slack waits for.
     *
     * @param responseUrl where they are told if it does not succeed; null where that is nowhere
     */
    void send(Person person, @Nullable String responseUrl, Making making) {
        String trouble;
        try {
            trouble = made(person, making);
        } catch (IOException | RuntimeException e) {
            LOG.error("a file for {} could not be made", person.userId(), e);
            trouble = person.words().say("files.failed");
        }
        if (trouble != null) {
            tell(responseUrl, trouble);
        }
    }

    private @Nullable String made(Person person, Making making) throws IOException {
        Path content = Files.createTempFile("cert-send-", ".file");
        try {
            Optional<FileToSend> file = making.make(content);
            return file.isEmpty() ? null : sent(person, file.get());
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private @Nullable String sent(Person person, FileToSend file) {
        try {
            slack.send(person.userId(), file);
            return null;
        } catch (SlackFault e) {
            LOG.warn("{} did not reach {}: {}", file.name(), person.userId(), e.getMessage());
            String obstacle = obstacle(person);
            return obstacle != null ? obstacle : person.words().say("files.failed");
        }
    }

    /** Tells them alone. */
    void tell(@Nullable String responseUrl, String text) {
        if (responseUrl == null) {
            return;
        }
        try {
            slack.respond(responseUrl, SlackClient.Reach.PERSON, text, null);
        } catch (SlackFault e) {
            LOG.warn("an answer did not reach the person: {}", e.getMessage());
        }
    }
}
