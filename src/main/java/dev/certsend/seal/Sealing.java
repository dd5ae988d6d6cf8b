package dev.certsend.seal;

import dev.certsend.slack.Blocks;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker does for the log besides: seals it, carries its checkpoints out, makes room for the next months. */
public final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SORTINGS = Duration.ofSeconds(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final SealSettings settings;
    private final Sealer sealer;
    private final SlackClient slack;
    private final @Nullable String operators;
    private final Due line = new Due(BETWEEN_LINES);
    private final Due sorting = new Due(BETWEEN_SORTINGS);
    private final Due room = new Due(AN_HOUR);
    private final Due contradiction = new Due(AN_HOUR);

    /** @param operators the channel that is told where the log is not what was signed; null for none */
    public Sealing(Jdbi jdbi, SealSettings settings, SlackClient slack, @Nullable String operators) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.slack = slack;
        this.operators = operators;
        sealer = new Sealer(jdbi, settings, this::carryOut);
    }

    /** Seals what there is; whether there may be more. */
    public boolean look() {
        if (room.isDue()) {
            makeRoom(jdbi);
        }
        sortWords();
        try {
            return sealer.turn();
        } catch (Sealer.Contradiction e) {
            if (contradiction.isDue()) {
                tell(String.valueOf(e.getMessage()));
            }
            return false;
        }
    }

    /** Makes room for this month's entries and those of the next ones. */
    public static void makeRoom(Jdbi jdbi) {
        jdbi.useHandle(handle -> handle.execute("SELECT audit_make_room()"));
    }

    /** What was appended is found by its words at once, but sooner when they are sorted in. */
    private void sortWords() {
        if (sorting.isDue()) {
            jdbi.useHandle(handle -> handle.execute("SELECT audit_sort_words()"));
        }
    }

    private void carryOut(Note note, boolean firstOfHour) {
        if (firstOfHour || line.isDue()) {
            LOG.info("audit checkpoint: {}", note.text().strip().replace("\n", " | "));
        }
        if (firstOfHour && settings.channelId() != null) {
            String text = Words.in(Language.ENGLISH)
                    .say("audit.checkpoint", Map.of("size", note.checkpoint().size()));
            post(settings.channelId(), text + "\n```\n" + note.text().strip() + "\n```");
        }
    }

    private void tell(String message) {
        LOG.error("{}", message);
        if (operators != null) {
            post(operators, Words.in(Language.ENGLISH).say("audit.contradiction", Map.of("what", message)));
        }
    }

    private void post(String channel, String text) {
        try {
            slack.post(channel, text, List.of(Blocks.section(text)));
        } catch (SlackFault e) {
            LOG.warn("channel {} was not told of the audit log: {}", channel, e.getMessage());
        }
    }

    /** Due at once, and again when so long has passed since it was. */
    private static final class Due {
        private final long nanos;
        private long next = System.nanoTime();

        Due(Duration pause) {
            nanos = pause.toNanos();
        }

        boolean isDue() {
            long now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + nanos;
            return true;
        }
    }
}
