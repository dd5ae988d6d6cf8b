package dev.certsend.delivery;

import dev.certsend.queue.Queue;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The job that tells the operators' channel, once each, that a way takes no letters and that it does again. */
public final class Operators {
    /** Its name in the queue. */
    public static final String KIND = "operators";

    private final Jdbi jdbi;
    private final SlackClient slack;
    private final @Nullable String channel;

    /** @param channel of those who operate this; null where only the log tells */
    public Operators(Jdbi jdbi, SlackClient slack, @Nullable String channel) {
        this.jdbi = jdbi;
        this.slack = slack;
        this.channel = channel;
    }

    /** Has it told, if the transaction commits. */
    void tell(Handle transaction, Via via, Instant since, boolean over) {
        if (channel != null) {
            String id = via.value() + "/" + since.getEpochSecond() + (over ? "/over" : "");
            Queue.enqueue(transaction, KIND, List.of(id));
        }
    }

    /**
     * Tells it.
     *
     * @throws dev.certsend.slack.SlackFault Slack did not take it
     */
    public Optional<Instant> run(String id) {
        String[] parts = id.split("/", -1);
        Via via = Via.of(parts[0]);
        Instant since = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        Words words = Words.in(Language.ENGLISH);
        Optional<Pause> pause = jdbi.withHandle(handle -> Pause.any(handle, via))
                .filter(now -> now.since().getEpochSecond() == since.getEpochSecond());
        boolean over = parts.length > 2;
        if (channel == null || (!over && pause.isEmpty())) {
            // It was over before anybody could be told.
            return Optional.empty();
        }
        String text = over
                ? words.say(
                        via == Via.SMTP ? "operators.over.smtp" : "operators.over.certcentral",
                        Map.of("since", words.minute(since)))
                : words.say(
                        via == Via.SMTP ? "operators.paused.smtp" : "operators.paused.certcentral",
                        Map.of(
                                "since", words.minute(since),
                                "reason", Mrkdwn.escape(pause.get().reason())));
        slack.post(channel, text, List.of(Blocks.section(text)));
        return Optional.empty();
    }
}
